package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.ModelLayer.LeftOut;
import io.github.padbridge.model.ModelLayer.Opaque;
import io.github.padbridge.model.ModelLayer.Padding;
import io.github.padbridge.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a printed model in the order of {@code named_modules()}, passes on the modules with
 * a row, and carries the input shape from module to module in a Sequential.
 */
final class ModelWalk {
  /** The constants that a plan can pad. */
  private static final Set<Double> FILLS = Set.of(0.0, 1.0, Double.NEGATIVE_INFINITY);

  private final ModelLayers layers;
  private final boolean isSequential;
  private final Consumer<ModelLayer> sink;
  private final LeftOutJudge leftOut = new LeftOutJudge();
  private final ModuleContents contents = new ModuleContents();

  /** The modules around the current one, nearest first. */
  private final Deque<PrintedModule> around = new ArrayDeque<>();

  /** The module that runs directly after the current one, if known. */
  private Optional<PrintedModule> behind = Optional.empty();

  /** The padding modules directly in front of the next module. */
  private final List<FrontPad> front = new ArrayList<>();

  /** One of them whose amount is not printed; it is alone. */
  private @Nullable PrintedModule opaque;

  private final OpenSizes open = new OpenSizes();

  /**
   * @param isSequential whether every module runs what it holds one after the other, as Sequential
   *     does
   */
  ModelWalk(ModelLayers layers, boolean isSequential, Consumer<ModelLayer> sink) {
    this.layers = layers;
    this.isSequential = isSequential;
    this.sink = sink;
  }

  /** Walks through a model that is given {@code input}, or null. */
  void walk(PrintedModule model, @Nullable Shape input) {
    module(model, "", input, Optional.empty());
    flush(null);
  }

  /** Where the sizes were lost. */
  OpenSizes openSizes() {
    return open;
  }

  /**
   * The shape after a module; null if unknown.
   *
   * @param beside the padding module that its parent runs in front of it
   */
  private @Nullable Shape module(
      PrintedModule module, String path, @Nullable Shape in, Optional<FrontPad> beside) {
    Optional<WindowClass> window = WindowClass.of(module);
    if (window.isPresent()) {
      return window(module, window.get(), path, in, beside);
    }
    PrintedModule inFront = opaque;
    opaque = null;
    Optional<PadModule> pad = PrintedPad.of(module);
    if (pad.isPresent()) {
      front.add(new FrontPad(path, module, pad.get(), OwnPadding.ADDED));
      return in == null ? null : after(module, in, path);
    }
    Optional<AdaptivePooling> adaptive = PrintedAdaptive.of(module);
    if (adaptive.isPresent()) {
      flush(path);
      sink.accept(PrintedAdaptive.row(layers, module, path, adaptive.get(), in));
      return in == null ? null : after(module, in, path);
    }
    Optional<String> untold = leftOut.reason(module);
    boolean isChain =
        module.isSequential() || (isSequential && untold.isEmpty() && !module.children().isEmpty());
    boolean isIdentity = module.className().equals("Identity") && module.children().isEmpty();
    if (isChain || isIdentity) {
      opaque = inFront;
      return isIdentity ? in : children(module, path, in, true, Optional.empty());
    }
    flush(module.children().isEmpty() ? null : path);
    Optional<OpaqueClass> padding = OpaqueClass.of(module);
    if (padding.isPresent()) {
      opaque = module;
      String what = Abridged.of(module.bareClass()) + " " + padding.get().what();
      sink.accept(layers.row(module, path, new Opaque(module.shown()), List.of(what)));
      return in == null ? null : open.lose(path, " pads or crops by an amount that is not printed");
    }
    untold.ifPresent(why -> leaveOut(module, path, why));
    if (module.children().isEmpty()) {
      return in == null ? null : after(module, in, path);
    }
    children(module, path, null, false, Optional.empty());
    if (in == null) {
      return null;
    }
    return untold.isPresent() ? open.loseOutput(module, path) : open.loseOrder(module, path);
  }

  private void leaveOut(PrintedModule module, String path, String why) {
    String note = Abridged.of(module.className()) + " is left out: it " + why;
    sink.accept(layers.row(module, path, new LeftOut(module.shown()), List.of(note)));
  }

  private @Nullable Shape after(PrintedModule module, Shape in, String path) {
    return ModuleShapes.after(module, in).orElseGet(() -> open.loseOutput(module, path));
  }

  /**
   * The shape after the children.
   *
   * @param isChain whether they run one after the other on {@code in}
   * @param met one of them that has been met already
   */
  private @Nullable Shape children(
      PrintedModule module,
      String path,
      @Nullable Shape in,
      boolean isChain,
      Optional<PrintedModule> met) {
    Map<String, FrontPad> beside = PadsInside.beside(module, path);
    Set<PrintedModule> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    beside.values().forEach(pad -> taken.add(pad.module()));
    met.ifPresent(taken::add);
    around.push(module);
    Shape shape = in;
    for (int i = 0; i < module.children().size(); i++) {
      PrintedModule child = module.children().get(i);
      behind = isChain ? next(module, i) : Optional.empty();
      for (String name : taken.contains(child) ? List.<String>of() : child.names()) {
        String own = path.isEmpty() ? name : path + "." + name;
        shape =
            module(
                child, own, isChain ? shape : null, Optional.ofNullable(beside.get(child.name())));
        if (!isChain) {
          flush(null);
          opaque = null;
        }
      }
    }
    around.pop();
    return isChain ? shape : null;
  }

  private static Optional<PrintedModule> next(PrintedModule chain, int index) {
    return index + 1 < chain.children().size()
        ? Optional.of(chain.children().get(index + 1))
        : Optional.empty();
  }

  private @Nullable Shape window(
      PrintedModule module,
      WindowClass window,
      String path,
      @Nullable Shape in,
      Optional<FrontPad> beside) {
    WindowReader reader = new WindowReader(layers, module, window, path, front);
    Optional.ofNullable(opaque).ifPresent(pad -> reader.noteBeside(pad, "in front of"));
    opaque = null;
    behind
        .filter(next -> WindowClass.of(next).isEmpty() && PrintedPad.of(next).isEmpty())
        .filter(next -> OpaqueClass.of(next).isPresent())
        .ifPresent(next -> reader.noteBeside(next, "behind"));
    Optional<FrontPad> inside = PadsInside.of(module, window, path).or(() -> beside);
    ModelLayer row = reader.read(inside, List.copyOf(around), contents, in);
    front.clear();
    front.addAll(reader.apart());
    flush(path);
    sink.accept(row);
    children(module, path, null, false, inside.map(FrontPad::module));
    if (in == null) {
      return null;
    }
    Layer layer = row.layer();
    if (layer == null || row.refusal() != null || row.doubt() != null) {
      return open.lose(path, " has an unknown output");
    }
    boolean runsMore = module.children().stream().anyMatch(c -> isMore(c, inside));
    if (runsMore) {
      return open.lose(path, " runs other modules inside it");
    }
    // PyTorch does not print ceil_mode of an average pooling.
    boolean isAverage = layer instanceof PoolSpec pooling && !pooling.op().isMax();
    return isAverage ? after(module, in, path) : layer.outputShape();
  }

  private static boolean isMore(PrintedModule child, Optional<FrontPad> inside) {
    return !child.name().equals("parametrizations")
        && !child.className().equals("Identity")
        && inside.filter(pad -> pad.module().equals(child)).isEmpty();
  }

  /**
   * Hands out the padding modules that are part of no layer.
   *
   * @param path of the layer, or of the module that holds others, that runs directly behind them;
   *     null where there is none
   */
  private void flush(@Nullable String path) {
    for (FrontPad pad : front) {
      List<String> said = new ArrayList<>();
      if (path != null) {
        said.add("It runs directly in front of " + (path.isEmpty() ? "the layer" : path));
      }
      if (!FILLS.contains(pad.pad().value())) {
        said.add("It pads the constant " + pad.pad().valueText() + ": tf.pad with constant_values");
      }
      sink.accept(
          layers.row(pad.module(), pad.path(), new Padding(pad.module().shown(), pad.pad()), said));
    }
    front.clear();
  }
}
