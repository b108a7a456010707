package io.github.padbridge.spec;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a case's tensors say about a spec that leaves it out.
 *
 * @param x the input's shape, or null
 * @param weight the weight's shape, or null
 * @param bias whether there is a bias; true where there are no tensors, PyTorch's default
 */
record TensorHints(int @Nullable [] x, int @Nullable [] weight, boolean bias) {
  static final TensorHints NONE = new TensorHints(null, null, true);

  Optional<Shape> inputShape() {
    return Optional.ofNullable(x).map(Shape::of);
  }

  /** The shape with its unknown sizes taken from the input, where that has as many axes. */
  Shape fill(Shape given) {
    Shape filled = given;
    for (int axis = 0; x != null && x.length == given.rank() && axis < x.length; axis++) {
      if (!given.size(axis).isKnown()) {
        filled = filled.with(axis, Size.of(x[axis]));
      }
    }
    return filled;
  }

  /** The kernel sizes, empty where there is no weight. */
  List<Integer> kernelSize() {
    return weight == null ? List.of() : Arrays.stream(weight).skip(2).boxed().toList();
  }

  OptionalInt inChannels(ConvOp op, int groups) {
    if (weight == null || weight.length < 2) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(op.isTransposed() ? weight[0] : weight[1] * groups);
  }

  OptionalInt outChannels(ConvOp op, int groups) {
    if (weight == null || weight.length < 2) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(op.isTransposed() ? weight[1] * groups : weight[0]);
  }
}
