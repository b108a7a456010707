package io.github.padbridge.render;

import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.EqualPadding;
import io.github.padbridge.translate.PaddedAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a table says of a layer, a cell a method; null where it has nothing to say. */
final class LayerCells {
  private static final List<Integer> UNPADDED = List.of(0, 0);

  private LayerCells() {}

  static PerAxis outputSize(Layer layer) {
    return sizes(layer, false);
  }

  /** The output of a transposed convolution, as its whole result is sliced. */
  static @Nullable PerAxis sliceSize(Layer layer) {
    return PaddedAxis.isTransposed(layer) ? outputSize(layer) : null;
  }

  /** All that a transposed convolution writes, before it is cropped. */
  static @Nullable PerAxis fullSize(Layer layer) {
    return PaddedAxis.isTransposed(layer) ? sizes(layer, true) : null;
  }

  private static PerAxis sizes(Layer layer, boolean full) {
    List<Size> sizes = new ArrayList<>(layer.spatialRank());
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      sizes.add(full ? PaddedAxis.full(layer, axis) : layer.outputSize(axis));
    }
    return new PerAxis(sizes);
  }

  static PerAxis inputSize(Layer layer) {
    List<Size> sizes = new ArrayList<>(layer.spatialRank());
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      sizes.add(layer.inputSize(axis));
    }
    return new PerAxis(sizes);
  }

  /** Zeros that must follow the whole result of a transposed convolution. */
  static @Nullable PerAxis padEnd(Layer layer) {
    if (!PaddedAxis.isTransposed(layer)) {
      return null;
    }
    List<Integer> amounts = new ArrayList<>(layer.spatialRank());
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      // Behind a transposed convolution it depends on no size.
      amounts.add(Objects.requireNonNull(PaddedAxis.padded(layer, axis)).after());
    }
    return new PerAxis(amounts);
  }

  /** Where in the whole result of a transposed convolution the output begins. */
  static @Nullable PerAxis sliceBegin(Layer layer) {
    if (!PaddedAxis.isTransposed(layer)) {
      return null;
    }
    List<Integer> begins = new ArrayList<>(layer.spatialRank());
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      begins.add(PaddedAxis.sliceBegin(layer, axis));
    }
    return new PerAxis(begins);
  }

  /** What is padded, as F.pad has it: the last axis first. */
  static @Nullable List<Integer> torchPad(Layer layer) {
    List<Integer> amounts = new ArrayList<>(2 * layer.spatialRank());
    for (int axis = layer.spatialRank() - 1; axis >= 0; axis--) {
      PadAmount amount = PaddedAxis.padded(layer, axis);
      if (amount == null) {
        return null;
      }
      amounts.add(amount.before());
      amounts.add(amount.after());
    }
    return amounts;
  }

  /** The same for tf.pad, which cannot crop, and data whose channels are last. */
  static @Nullable List<List<Integer>> tensorFlowPad(Layer layer) {
    List<List<Integer>> paddings = new ArrayList<>(layer.spatialRank() + 2);
    paddings.add(UNPADDED);
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      PadAmount amount = PaddedAxis.padded(layer, axis);
      if (amount == null || amount.before() < 0 || amount.after() < 0) {
        return null;
      }
      paddings.add(List.of(amount.before(), amount.after()));
    }
    paddings.add(UNPADDED);
    return paddings;
  }

  /** What TensorFlow's own padding argument may be: VALID, SAME, explicit or none. */
  static String tensorFlowPadding(Layer layer) {
    return EqualPadding.of(layer).toString();
  }
}
