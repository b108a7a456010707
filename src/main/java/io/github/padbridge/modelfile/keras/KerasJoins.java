package io.github.padbridge.modelfile.keras;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TensorFlow layers that do by themselves what a padding layer in front, or a crop behind, does.
 */
final class KerasJoins {
  private KerasJoins() {}

  /** The layer with the padding in its own argument; empty where no layer says both. */
  static Optional<TensorFlowSpec> padded(PadModule pad, TensorFlowSpec layer) {
    boolean isZeros = pad.mode() == PaddingMode.ZEROS && pad.value() == 0;
    boolean fits = isZeros && takesPairs(layer) && !layer.op().isTransposed();
    List<PadAmount> amounts = pad.amounts();
    if (!fits || amounts.size() != layer.spatialRank()) {
      return Optional.empty();
    }
    Shape input = layer.inputShape();
    List<PadAmount> both = new ArrayList<>();
    for (int axis = 0; axis < amounts.size(); axis++) {
      Optional<PadAmount> own = layer.padAmount(axis);
      PadAmount more = amounts.get(axis);
      if (own.isEmpty() || more.before() < 0 || more.after() < 0) {
        return Optional.empty();
      }
      both.add(new PadAmount(own.get().before() + more.before(), own.get().after() + more.after()));
      Size size = layer.inputSize(axis);
      input = input.with(layer.dataAxis(axis), size.isKnown() ? size.minus(more.total()) : size);
    }
    return made(layer, both, input, List.of());
  }

  /** The layer whose output is this one's without what is cut off; empty where there is none. */
  static Optional<TensorFlowSpec> cropped(TensorFlowSpec layer, List<PadAmount> amounts) {
    if (!takesPairs(layer) || amounts.size() != layer.spatialRank()) {
      return Optional.empty();
    }
    boolean transposed = layer.op().isTransposed();
    List<PadAmount> left = new ArrayList<>();
    List<Size> output = new ArrayList<>();
    for (int axis = 0; axis < amounts.size(); axis++) {
      Optional<PadAmount> own = layer.padAmount(axis);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      int stride = transposed ? -1 : layer.strides().get(axis);
      PadAmount cut = amounts.get(axis);
      PadAmount side =
          new PadAmount(
              own.get().before() + stride * cut.before(), own.get().after() + stride * cut.after());
      if (side.before() < 0 || side.after() < 0) {
        return Optional.empty();
      }
      left.add(side);
      output.add(layer.outputSize(axis).plus(cut.total()));
    }
    return made(layer, left, layer.inputShape(), transposed ? output : List.of());
  }

  private static boolean takesPairs(TensorFlowSpec layer) {
    return layer.op().takesExplicitPadding() && !layer.op().isPooling();
  }

  private static Optional<TensorFlowSpec> made(
      TensorFlowSpec layer, List<PadAmount> amounts, Shape input, List<Size> output) {
    try {
      return Optional.of(
          new TensorFlowSpec(
              layer.op(),
              layer.channels(),
              layer.windows(),
              new TensorFlowPadding.Explicit(amounts),
              layer.bias(),
              layer.flipKernel(),
              layer.channelsFirst(),
              input,
              output));
    } catch (Refusal | ArithmeticException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
