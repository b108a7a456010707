package io.github.padbridge.execute;

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
      folded = null;
      for (int k = 0; k < kernel.get(axis); k++) {
        int[] indices = new int[Math.toIntExact(windows[axis])];
        for (int window = 0; window < indices.length; window++) {
          long index = (long) window * stride.get(axis) + (long) k * dilation.get(axis);
          ExecutionFault.unless(
              index < along.size(firstAxis + axis), "windows reach past the padded input");
          indices[window] = (int) index;
        }
        INDArray elements = Nd4jOps.gather(along, firstAxis + axis, indices);
        folded = folded == null ? elements : together.apply(folded, elements);
      }
    }
    return folded;
  }
}
