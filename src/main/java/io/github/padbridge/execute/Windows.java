package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;
import static io.github.padbridge.proof.ExecutionFault.unless;

import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Pooling by its definition on ND4J, one axis after the other. Window elements are combined a power
 * of two at a time, following the binary digits of the window size, so a window of a million
 * elements takes twenty steps.
 */
final class Windows {
  private Windows() {}

  /** The maximum of each window. */
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

  /** The average of each window along one axis. */
  static INDArray mean(INDArray x, int axis, int size, int stride, int dilation) {
    long reach = (long) dilation * (size - 1) + 1;
    unless(reach <= x.size(axis), "windows larger than the input");
    long[] windows = {(x.size(axis) - reach) / stride + 1};
    INDArray sums = sum(x, axis, List.of(size), List.of(stride), List.of(dilation), windows);
    return kept(sums.div(size));
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
      Line line = new Line(firstAxis + axis, stride.get(axis), Math.toIntExact(windows[axis]));
      folded = line.fold(folded, kernel.get(axis), dilation.get(axis), together);
    }
    return folded;
  }

  /**
   * The windows along one axis.
   *
   * @param stride from the start of one window to the start of the next
   * @param count the number of windows
   */
  private record Line(int axis, int stride, int count) {
    INDArray fold(INDArray along, int size, int dilation, BinaryOperator<INDArray> together) {
      unless(
          (count - 1L) * stride + (size - 1L) * dilation < along.size(axis),
          "windows reach past the padded input");
      INDArray folded = null;
      INDArray power = along;
      long done = 0;
      for (int span = 1; span <= size; span *= 2) {
        // Here power[i] combines span elements from i on, dilation apart.
        if ((size & span) != 0) {
          INDArray elements = starts(power, done * dilation);
          folded = folded == null ? elements : kept(together.apply(folded, elements));
          done += span;
        }
        if (span > size / 2) {
          break;
        }
        power = doubled(power, (long) span * dilation, together);
      }
      return Objects.requireNonNull(folded);
    }

    /** Combines each element with the one {@code apart} positions after it. */
    private INDArray doubled(INDArray power, long apart, BinaryOperator<INDArray> together) {
      long left = power.size(axis) - apart;
      INDArray first = Nd4jOps.slice(power, axis, 0, left);
      INDArray second = Nd4jOps.slice(power, axis, apart, left);
      return kept(together.apply(first, second));
    }

    /** The elements {@code first} positions after the starts of the windows. */
    private INDArray starts(INDArray power, long first) {
      int[] indices = new int[count];
      for (int window = 0; window < count; window++) {
        indices[window] = Math.toIntExact(first + (long) window * stride);
      }
      return Nd4jOps.gather(power, axis, indices);
    }
  }
}
