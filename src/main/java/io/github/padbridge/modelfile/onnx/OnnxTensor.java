package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tensor.
 *
 * @param shape null where even the number of axes is not known
 * @param integers its elements, of a small tensor of integers that does not depend on data; null
 *     for others
 * @param numbers its elements, of a small constant of floats; null for others
 */
record OnnxTensor(
    @Nullable Shape shape, @Nullable List<Size> integers, @Nullable List<Double> numbers) {
  static final OnnxTensor UNKNOWN = new OnnxTensor(null, null, null);

  static OnnxTensor of(@Nullable Shape shape) {
    return new OnnxTensor(shape, null, null);
  }

  /** A list of integers, which may be sizes that are open. */
  static OnnxTensor of(List<Size> integers) {
    return new OnnxTensor(new Shape(List.of(Size.of(integers.size()))), integers, null);
  }

  /** The integers, where all are known numbers; null otherwise. */
  @Nullable List<Long> constants() {
    return integers == null || !integers.stream().allMatch(Size::isKnown)
        ? null
        : integers.stream().map(Size::value).toList();
  }
}
