package io.github.padbridge.execute;

import io.github.padbridge.proof.ExecutionFault;
import java.util.List;
import java.util.function.BinaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Pooling by its definition on ND4J, an axis after the other: the elements that stand at one
 * position in all windows are gathered, and the positions are folded together.
 */
final class Windows {
  private Windows() {}

  /** The largest element of each window. */
  static INDArray largest(
      INDArray padded,
      int firstAxis,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> dilation,
      long[] windows) {
    return fold(padded, firstAxis, kernel, stride, dilation, windows, Transforms::max);
  }

  /** The sum of each window. */
  static INDArray sum(
      INDArray padded,
      int firstAxis,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> dilation,
      long[] windows) {
    return fold(padded, firstAxis, kernel, stride, dilation, windows, INDArray::add);
  }

  private static INDArray fold(
      INDArray padded,
      int firstAxis,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> dilation,
      long[] windows,
      BinaryOperator<INDArray> together) {
    INDArray folded = padded;
    for (int axis = 0; axis < kernel.size(); axis++) {
      INDArray along = folded;
      int count = Math.toIntExact(windows[axis]);
      folded = elements(along, firstAxis + axis, 0, stride.get(axis), count);
      for (int k = 1; k < kernel.get(axis); k++) {
        long first = (long) k * dilation.get(axis);
        INDArray elements = elements(along, firstAxis + axis, first, stride.get(axis), count);
        folded = together.apply(folded, elements);
      }
    }
    return folded;
  }

  /** The elements at one position in all windows: from {@code first} on, {@code stride} apart. */
  private static INDArray elements(INDArray along, int axis, long first, long stride, int count) {
    int[] indices = new int[count];
    for (int window = 0; window < count; window++) {
      long index = first + window * stride;
      ExecutionFault.unless(index < along.size(axis), "windows reach past the padded input");
      indices[window] = (int) index;
    }
    return Nd4jOps.gather(along, axis, indices);
  }
}
