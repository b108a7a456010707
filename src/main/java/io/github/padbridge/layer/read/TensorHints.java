package io.github.padbridge.layer.read;

import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tensors of a case, or the shape of a weight, say about a spec that leaves it out.
 *
 * @param x the input's shape, or null
 * @param weight the weight's shape, or null; sizes may be unknown
 * @param bias whether there is a bias; true where there are no tensors, PyTorch's default
 */
record TensorHints(@Nullable Shape x, @Nullable Shape weight, boolean bias) {
  static final TensorHints NONE = new TensorHints(null, null, true);

  /**
   * The shape of the input as the spec gives it, with unknown sizes taken from the input itself
   * where that has as many axes; null where neither is there.
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
   * As many sizes of the weight from {@code first} on as there are spatial axes; empty where it has
   * another number of axes, or does not tell them all.
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

  /** A size of the weight, where it has so many axes and tells it. */
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
