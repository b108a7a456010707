package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;
import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The poolings of both frameworks, with ND4J ops on padded data. */
final class Pools {
  private static final int EXPLICIT = 0;
  private static final int WHOLE_WINDOW = 1;

  private Pools() {}

  /** {@code tf.nn.max_poolNd} and {@code tf.nn.avg_poolNd} on {@code (N, spatial..., C)}. */
  static INDArray tensorFlow(INDArray x, Pool step) {
    WindowGrid grid = step.grid();
    int rank = grid.rank();
    unless(x.rank() == rank + 2, "pooling of another rank");
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long ksize = grid.size().get(axis);
      long stride = grid.strides().get(axis);
      unless(ksize >= 1 && stride >= 1, "windows and strides must be positive");
      PadAmount amount = PadAmount.NONE;
      if (step.padding() instanceof WindowPadding.Same) {
        amount =
            rank == 3
                ? ConvArithmetic.tensorFlowSame3d(x.size(axis + 1), ksize, stride)
                : ConvArithmetic.tensorFlowSame(x.size(axis + 1), ksize, stride);
      } else if (step.padding() instanceof WindowPadding.Explicit explicit) {
        unless(step.pooling() == Pooling.MAX && rank < 3, "a list of paddings");
        amount = explicit.amounts().get(axis);
      }
      amounts.add(amount);
    }
    return pool(x, 1, step.pooling(), grid.size(), grid.strides(), amounts);
  }

  /** {@code F.max_poolNd} and {@code F.avg_poolNd} on {@code (N, C, spatial...)}. */
  static INDArray torch(INDArray x, TorchPool step) {
    WindowGrid grid = step.grid();
    int rank = grid.rank();
    unless(x.rank() == rank + 2, "pooling of another rank");
    unless(step.pooling() == Pooling.MAX || !grid.isDilated(), "a dilated average");
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int kernel = grid.size().get(axis);
      unless(
          step.padding().get(axis) >= 0 && step.padding().get(axis) <= kernel / 2,
          "padding of more than half a window");
      long in = x.size(axis + 2);
      unless(
          step.pooling() == Pooling.MAX || rank < 3 || in >= kernel,
          "avg_pool3d of an input shorter than its window");
      amounts.add(around(in, step, axis));
    }
    if (grid.isDilated()) {
      return dilated(x, step, amounts);
    }
    if (step.divisorOverride() == null && !step.countIncludePad()) {
      return pool(x, 2, step.pooling(), grid.size(), grid.strides(), amounts);
    }
    return averages(x, step, amounts);
  }

  /** The padding of one axis, with the elements that ceil_mode adds for the last window. */
  private static PadAmount around(long in, TorchPool step, int axis) {
    int padding = step.padding().get(axis);
    int stride = step.grid().strides().get(axis);
    unless(
        step.grid().size().get(axis) >= 1 && stride >= 1 && step.grid().dilations().get(axis) >= 1,
        "windows and strides must be positive");
    if (!step.ceilMode()) {
      return new PadAmount(padding, padding);
    }
    long reach = step.grid().reach(axis);
    long windows = (in + 2L * padding - reach + stride - 1) / stride + 1;
    windows -= (windows - 1) * stride >= in + padding ? 1 : 0;
    long needed = (windows - 1) * stride + reach - in - padding;
    return new PadAmount(padding, Math.toIntExact(Math.max(needed, padding)));
  }

  private static INDArray dilated(INDArray x, TorchPool step, List<PadAmount> amounts) {
    int rank = amounts.size();
    int[][] around = new int[rank + 2][2];
    long[] windows = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      PadAmount amount = amounts.get(axis);
      long reach = step.grid().reach(axis);
      long size = x.size(axis + 2) + amount.total();
      unless(size >= reach, "window larger than the input");
      around[axis + 2] = new int[] {amount.before(), amount.after()};
      windows[axis] = (size - reach) / step.grid().strides().get(axis) + 1;
    }
    INDArray padded = Nd4jOps.padWith(x, around, Double.NEGATIVE_INFINITY);
    return Windows.largest(
        padded, 2, step.grid().size(), step.grid().strides(), step.grid().dilations(), windows);
  }

  /** Averages that count the padding or have a constant divisor. */
  private static INDArray averages(INDArray x, TorchPool step, List<PadAmount> amounts) {
    int[][] counted = new int[x.rank()][2];
    int[][] past = new int[x.rank()][2];
    int window = 1;
    for (int axis = 0; axis < amounts.size(); axis++) {
      PadAmount amount = amounts.get(axis);
      counted[axis + 2] = new int[] {amount.before(), amount.before()};
      past[axis + 2][1] = amount.after() - amount.before();
      window *= step.grid().size().get(axis);
    }
    INDArray padded = Nd4jOps.pad(Nd4jOps.pad(x, counted, 0), past, 0);
    INDArray means = windows("avg", padded, 2, step.grid().size(), step.grid().strides());
    if (step.divisorOverride() != null) {
      return kept(kept(means.mul(window)).div(step.divisorOverride()));
    }
    INDArray ones = Nd4jOps.padWith(Nd4jOps.ones(x, x.shape()), counted, 1);
    INDArray parts =
        windows("avg", Nd4jOps.pad(ones, past, 0), 2, step.grid().size(), step.grid().strides());
    return kept(means.div(parts));
  }

  /** Padding is never the maximum and is not counted in an average. */
  private static INDArray pool(
      INDArray given,
      int firstAxis,
      Pooling pooling,
      List<Integer> kernel,
      List<Integer> stride,
      List<PadAmount> amounts) {
    INDArray x = given;
    int[][] around = new int[x.rank()][2];
    for (int axis = 0; axis < kernel.size(); axis++) {
      PadAmount amount = amounts.get(axis);
      long size = x.size(firstAxis + axis) + amount.total();
      unless(size >= kernel.get(axis), "window larger than the input");
      if (amount.total() < 0) {
        x = Nd4jOps.slice(x, firstAxis + axis, -amount.before(), size);
      } else {
        around[firstAxis + axis] = new int[] {amount.before(), amount.after()};
      }
    }
    if (pooling == Pooling.MAX) {
      INDArray padded = Nd4jOps.padWith(x, around, Double.NEGATIVE_INFINITY);
      return windows("max", padded, firstAxis, kernel, stride);
    }
    INDArray sums = windows("avg", Nd4jOps.pad(x, around, 0), firstAxis, kernel, stride);
    if (amounts.stream().allMatch(amount -> amount.total() <= 0)) {
      return sums;
    }
    INDArray ones = Nd4jOps.pad(Nd4jOps.ones(x, x.shape()), around, 0);
    return kept(sums.div(windows("avg", ones, firstAxis, kernel, stride)));
  }

  private static INDArray windows(
      String pooling, INDArray x, int firstAxis, List<Integer> kernel, List<Integer> stride) {
    boolean isFlat = kernel.size() == 1;
    INDArray input = isFlat ? x.reshape(Axes.inserted(x.shape(), firstAxis)) : x;
    List<Integer> arguments = new ArrayList<>();
    List<Integer> none = kernel.stream().map(any -> 0).toList();
    List<Integer> ones = kernel.stream().map(any -> 1).toList();
    for (List<Integer> numbers : List.of(kernel, stride, none, ones)) {
      if (isFlat) {
        arguments.add(numbers == none ? 0 : 1);
      }
      arguments.addAll(numbers);
    }
    arguments.addAll(List.of(EXPLICIT, WHOLE_WINDOW, firstAxis == 1 ? 1 : 0));
    String op = pooling + (kernel.size() == 3 ? "pool3dnew" : "pool2d");
    INDArray y =
        Nd4jOps.run(op, List.of(input), arguments.stream().mapToInt(Integer::intValue).toArray());
    return isFlat ? y.reshape(Axes.removed(y.shape(), firstAxis)) : y;
  }
}
