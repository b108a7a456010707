package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.ModelLayer.JoinedPad;
import io.github.padbridge.model.ModelLayer.Window;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates the row of one convolution or pooling: its arguments, padding by its class and the
 * modules around it, and the padding modules in front that can be joined with it.
 */
final class WindowReader {
  private final ModelLayers layers;
  private final PrintedModule module;
  private final WindowClass window;
  private final String path;
  private final List<String> notes = new ArrayList<>();
  private final List<FrontPad> pads;
  private final List<JoinedPad> joined = new ArrayList<>();

  /**
   * @param front the padding modules that run directly in front of it
   */
  WindowReader(
      ModelLayers layers,
      PrintedModule module,
      WindowClass window,
      String path,
      List<FrontPad> front) {
    this.layers = layers;
    this.module = module;
    this.window = window;
    this.path = path;
    this.pads = new ArrayList<>(front);
  }

  /**
   * The row.
   *
   * @param inside the padding module that a known class runs in front of it, if there is one
   * @param around the modules around it, the nearest first
   * @param in the shape of the input of {@code inside}, or its own where there is none; null where
   *     it is not known
   */
  ModelLayer read(
      Optional<FrontPad> inside,
      List<PrintedModule> around,
      ModuleContents contents,
      @Nullable Shape in) {
    Layer spec = null;
    Layer layer = null;
    Refusal refusal = null;
    String doubt = null;
    try {
      spec = layers.read(module, window);
      Optional<FrontPad> running = running(inside, spec);
      running.ifPresent(pads::add);
      Verdict verdict = verdict(spec, around, contents);
      notes.addAll(verdict.notes());
      notes.addAll(ClassNotes.notPrinted(spec));
      doubt = verdict.doubt();
      spec = verdict.padding() == null ? spec : padded(spec, verdict.padding());
      if (in != null && doubt == null) {
        spec = spec.withInputShape(running.map(pad -> pad.pad().after(in)).orElse(in));
      }
      layer = doubt == null ? join(spec) : spec;
    } catch (Refusal refused) {
      refusal = layers.located(refused, module);
    }
    notes.addAll(ClassNotes.ofPads(window, pads, joined));
    notes.addAll(ClassNotes.ofModule(module, window, inside));
    return layers.row(module, path, new Window(joined, spec, layer, refusal, said(doubt)), notes);
  }

  /**
   * Notes a module that pads or crops by an amount that is not printed.
   *
   * @param where {@code in front of} or {@code behind}
   */
  void noteBeside(PrintedModule opaque, String where) {
    notes.add(
        opaque.shown()
            + " ("
            + Abridged.of(opaque.name())
            + ") directly "
            + where
            + " it pads or crops, and is not part of its translation");
  }

  /** The padding modules in front of it that are not part of it, in the order they run in. */
  List<FrontPad> apart() {
    return List.copyOf(pads);
  }

  private @Nullable String said(@Nullable String doubt) {
    return doubt == null ? null : Abridged.of(module.className()) + " is not translated: " + doubt;
  }

  /** The padding module of a known class, where that runs in front of this layer. */
  private Optional<FrontPad> running(Optional<FrontPad> inside, Layer spec) {
    boolean isUnpadded = WindowGeometry.of(spec).isUnpadded();
    Optional<FrontPad> running = inside.filter(pad -> isUnpadded || pad.own() == OwnPadding.ADDED);
    if (running.isEmpty()) {
      inside.ifPresent(
          pad -> notes.add(pad.module().described() + ", does not run: the layer itself pads"));
    }
    return running;
  }

  private Verdict verdict(Layer spec, List<PrintedModule> around, ModuleContents contents) {
    Verdict own = new ClassJudge(module, window, spec).verdict();
    if (own.isFinal()) {
      return own;
    }
    Verdict parents = new ParentJudge(spec, !pads.isEmpty(), contents).verdict(around);
    List<String> both = new ArrayList<>(own.notes());
    both.addAll(parents.notes());
    return new Verdict(parents.padding(), parents.doubt(), both);
  }

  private static Layer padded(Layer spec, Padding padding) {
    if (spec instanceof ConvSpec convolution) {
      return convolution.withPadding(padding, convolution.paddingMode(), convolution.inputShape());
    }
    return ((PoolSpec) spec).withRuntimeSame();
  }

  /** Takes over the padding modules in front, the nearest first, as far as one layer can. */
  private Layer join(Layer spec) {
    Layer layer = spec;
    while (!pads.isEmpty() && layer instanceof ConvSpec convolution) {
      FrontPad nearest = pads.get(pads.size() - 1);
      PadModule pad = nearest.pad();
      Optional<ConvSpec> whole = pad.joinedWith(convolution);
      if (whole.isEmpty()) {
        break;
      }
      layer = whole.get();
      pads.remove(pads.size() - 1);
      joined.add(0, new JoinedPad(nearest.path(), nearest.module().shown(), pad));
    }
    return layer;
  }
}
