package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides how a convolution or pooling runs, by the modules around it, whose forward methods may
 * pad.
 *
 * <p>A module with several convolutions or poolings is a block or a model, which is assumed to run
 * them as printed unless its name mentions padding. A module with one is a layer: if that one
 * shrinks its input, the module may pad in front of it.
 */
final class ParentJudge {
  private static final Pattern CAUSAL = Pattern.compile("(?i)causal(?!lm)");

  /** Whether a whole model is a single layer by its name. */
  private static final Pattern LAYER = Pattern.compile("(?i)(conv|pool)(?!.*net)|layer$");

  private static final Set<String> TORCH =
      Stream.concat(
              Arrays.stream(ConvOp.values()).map(ConvOp::className),
              Arrays.stream(PoolOp.values()).map(PoolOp::className))
          .collect(Collectors.toUnmodifiableSet());

  private final Layer layer;
  private final WindowGeometry geometry;
  private final boolean isPadded;
  private final ModuleContents contents;

  /**
   * @param layer the layer by its arguments
   * @param isPadded whether a padding module runs directly in front of it
   */
  ParentJudge(Layer layer, boolean isPadded, ModuleContents contents) {
    this.layer = layer;
    this.geometry = WindowGeometry.of(layer);
    this.isPadded = isPadded;
    this.contents = contents;
  }

  /**
   * @param around the modules around it, the nearest first, the model last
   */
  Verdict verdict(List<PrintedModule> around) {
    Optional<PrintedModule> deformable = deformable(around);
    if (deformable.isPresent()) {
      return Verdict.doubt(
          Abridged.of(deformable.get().bareClass())
              + " around it is a deformable convolution by its name, which may apply this weight to"
              + " moved positions");
    }
    if (!geometry.isWindow()) {
      return Verdict.AS_PRINTED;
    }
    List<String> notes = new ArrayList<>();
    boolean isNearest = true;
    for (int i = 0; i < around.size(); i++) {
      PrintedModule parent = around.get(i);
      if (parent.isSequential()) {
        continue;
      }
      if (parent.isList()) {
        Optional<String> pad = padBeside(parent);
        if (pad.isPresent()) {
          return new Verdict(null, "its parent " + parent.className() + " " + pad.get(), notes);
        }
        continue;
      }
      boolean isModel = i == around.size() - 1;
      Verdict verdict = of(parent, isNearest && (!isModel || isLayer(parent)));
      isNearest = false;
      notes.addAll(verdict.notes());
      if (verdict.isFinal()) {
        return new Verdict(verdict.padding(), verdict.doubt(), notes);
      }
      if (contents.windows(parent) > 1) {
        break;
      }
    }
    return new Verdict(null, null, notes);
  }

  /** The deformable convolution that a convolution is part of. */
  private Optional<PrintedModule> deformable(List<PrintedModule> around) {
    for (PrintedModule parent : layer instanceof ConvSpec ? around : List.<PrintedModule>of()) {
      if (DeformableName.is(parent)) {
        return Optional.of(parent);
      }
      if (contents.windows(parent) > 1 && !parent.isList() && !parent.isSequential()) {
        break;
      }
    }
    return Optional.empty();
  }

  private static boolean isLayer(PrintedModule model) {
    return LAYER.matcher(model.bareClass()).find();
  }

  /**
   * @param mayBeLayer whether it is a layer of its own if it holds a single window
   */
  private Verdict of(PrintedModule parent, boolean mayBeLayer) {
    String name = Abridged.of(parent.bareClass());
    Optional<Behaviour> known = KnownClasses.ofHolder(parent.bareClass());
    if (known.isPresent()) {
      Verdict verdict = known.get().on(layer, name);
      return isPadded && verdict.padding() != null ? Verdict.AS_PRINTED : verdict;
    }
    return doubt(parent, mayBeLayer)
        .map(reason -> Verdict.doubt(name + " around it " + reason))
        .orElseGet(() -> Verdict.note(rest(parent, mayBeLayer)));
  }

  /** What a module may pad whose windows do not overlap, as an embedding of patches does. */
  private String rest(PrintedModule parent, boolean mayBeLayer) {
    boolean isForward = layer instanceof ConvSpec conv && !conv.op().isTransposed();
    boolean mayPad =
        isForward
            && mayBeLayer
            && contents.windows(parent) == 1
            && !isPadded
            && geometry.isUnpadded();
    return mayPad
        ? Abridged.of(parent.bareClass())
            + " around it may pad an input whose size is not a multiple of the stride"
        : "";
  }

  private Optional<String> doubt(PrintedModule parent, boolean mayBeLayer) {
    String name = parent.bareClass();
    if (TORCH.contains(name)) {
      return Optional.of(
          "is not torch.nn." + name + ", which holds no modules, and its forward method may pad");
    }
    if (CAUSAL.matcher(name).find()) {
      return Optional.of(
          "is causal by its name: its forward method, which is not printed, pads or crops");
    }
    boolean isTransposed = layer instanceof ConvSpec conv && conv.op().isTransposed();
    boolean keepsSize = isTransposed ? !geometry.isUnpadded() : geometry.keepsSize();
    if (OpaqueClass.speaksOfPadding(name) && !keepsSize && !isPadded) {
      return Optional.of("pads by its name, in a way that is not printed");
    }
    Optional<String> pad = padBeside(parent);
    if (pad.isPresent()) {
      return pad;
    }
    boolean isOneLayer = mayBeLayer && contents.windows(parent) == 1 && !isPadded;
    return isOneLayer && geometry.any(WindowGeometry.Axis::shrinks)
        ? Optional.of("may pad in its forward method, which is not printed")
        : Optional.empty();
  }

  /** The note on a pad in the same module that may run before the layer. */
  private Optional<String> padBeside(PrintedModule parent) {
    return contents
        .pad(parent)
        .filter(pad -> geometry.isUnpadded() && !isPadded)
        .map(
            pad ->
                "also holds "
                    + pad.described()
                    + ": the text does not tell whether that runs in front");
  }
}
