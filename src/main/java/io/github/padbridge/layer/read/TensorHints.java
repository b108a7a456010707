package io.github.padbridge.layer.read;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tensors of a case, or the shape of a weight, tell about missing arguments of a spec.
 *
 * @param x the shape of the input, or null
 * @param weight the shape of the weight, or null; sizes may be unknown
 * @param bias whether there is a bias; true without tensors, as by default in PyTorch
 */
record TensorHints(@Nullable Shape x, @Nullable Shape weight, boolean bias) {
  static final TensorHints NONE = new TensorHints(null, null, true);

  /**
   * The input shape of the spec, with unknown sizes filled in from the input tensor if that has the
   * same number of axes; null if there is neither.
   */
  @Nullable Shape input(SpecFields fields) {
    Shape given = ShapeField.read(fields, Argument.INPUT_SHAPE);
    if (given == null || x == null || x.rank() != given.rank()) {
      return given == null ? x : given;
    }
    Shape filled = given;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!given.size(axis).isKnown()) {
        filled = filled.with(axis, x.size(axis));
      }
    }
    return filled;
  }

  /**
   * The spatial sizes of the weight, from axis {@code first} on; empty if it has the wrong number
   * of axes or one of these sizes is unknown.
   */
  List<Integer> kernelSize(int first, int spatialRank) {
    if (weight == null || weight.rank() != spatialRank + 2) {
      return List.of();
    }
    List<Size> sizes = weight.sizes().subList(first, first + spatialRank);
    return sizes.stream().allMatch(Size::isKnown)
        ? sizes.stream().map(Size::intValue).toList()
        : List.of();
  }

  /** A size of the weight, if the weight has the given number of axes and the size is known. */
  Optional<Size> weightSize(int axis, int spatialRank) {
    return weight != null && weight.rank() == spatialRank + 2
        ? ShapeField.known(weight, axis)
        : Optional.empty();
  }

  Optional<Size> inChannels(ConvOp op, int groups) {
    return op.isTransposed()
        ? weightSize(0, op.spatialRank())
        : weightSize(1, op.spatialRank()).map(inGroup -> inGroup.times(Math.max(groups, 1)));
  }

  Optional<Size> outChannels(ConvOp op, int groups) {
    return op.isTransposed()
        ? weightSize(1, op.spatialRank()).map(inGroup -> inGroup.times(Math.max(groups, 1)))
        : weightSize(0, op.spatialRank());
  }
}
