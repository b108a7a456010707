package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TensorFlow convolutions on {@code (N, spatial..., C)} without groups, with ND4J ops and explicit
 * padding of zero.
 */
final class ChannelsLast {
  private static final int EXPLICIT = 0;
  private static final int CHANNELS_LAST = 1;

  /** The kernel's layout: (k..., I, O), for a transposed convolution (k..., O, I). */
  private static final int KERNEL_FIRST = 0;

  private ChannelsLast() {}

  /** {@code tf.nn.convNd}: {@code (N, spatial..., I)} with {@code (k..., I, O)}. */
  static INDArray conv(INDArray x, INDArray kernel, Conv step) {
    int spatialRank = step.strides().size();
    checkRanks(x, kernel, spatialRank);
    unless(
        x.size(spatialRank + 1) == kernel.size(spatialRank),
        "kernel for another number of channels");
    int[][] around = new int[x.rank()][2];
    INDArray padded = x;
    for (int axis = 0; axis < spatialRank; axis++) {
      long reach = reach(kernel, step.strides(), step.dilations(), axis);
      long stride = step.strides().get(axis);
      boolean halvesRest =
          step.padding() instanceof WindowPadding.Same
              && spatialRank == 3
              // Every dilated convolution is computed by oneDNN, which starts at 0.
              && step.dilations().stream().allMatch(dilation -> dilation == 1);
      PadAmount amount =
          halvesRest
              ? ConvArithmetic.tensorFlowSame3d(x.size(axis + 1), reach, stride)
              : padding(step.padding(), axis, x.size(axis + 1), reach, stride);
      unless(reach <= x.size(axis + 1) + amount.total(), "kernel larger than the input");
      if (amount.total() < 0) {
        padded =
            Nd4jOps.slice(padded, axis + 1, -amount.before(), x.size(axis + 1) + amount.total());
      } else {
        around[axis + 1] = new int[] {amount.before(), amount.after()};
      }
    }
    padded = padded(padded, around);
    if (spatialRank == 1) {
      INDArray y =
          Nd4jOps.run(
              "conv2d",
              List.of(flat(padded, 1), flat(kernel, 0)),
              arguments(kernel, step.strides(), step.dilations()));
      return y.reshape(Axes.removed(y.shape(), 1));
    }
    String op = spatialRank == 2 ? "conv2d" : "conv3dnew";
    return Nd4jOps.run(
        op, List.of(padded, kernel), arguments(kernel, step.strides(), step.dilations()));
  }

  /**
   * {@code tf.nn.convNd_transpose}: {@code (N, spatial..., I)} with {@code (k..., O, I)}.
   * TensorFlow computes it as the gradient of the forward convolution of its output, and refuses an
   * output_shape whose forward convolution does not have the shape of x.
   *
   * @param out the output_shape of the step
   */
  static INDArray convTranspose(
      INDArray x, INDArray kernel, OutputShapeConvTranspose step, int[] out) {
    int spatialRank = step.strides().size();
    checkRanks(x, kernel, spatialRank);
    unless(
        x.size(spatialRank + 1) == kernel.size(spatialRank + 1),
        "kernel for another number of channels");
    INDArray result = full(x, kernel, step);
    int[][] beyond = new int[x.rank()][2];
    int[] begin = new int[x.rank()];
    for (int axis = 0; axis < spatialRank; axis++) {
      long reach = reach(kernel, step.strides(), step.dilations(), axis);
      int stride = step.strides().get(axis);
      PadAmount amount = padding(step.padding(), axis, out[axis + 1], reach, stride);
      unless(
          forwardOutput(
                  step.padding(), out[axis + 1] + amount.total(), out[axis + 1], reach, stride)
              == x.size(axis + 1),
          "output_shape does not belong to this input");
      begin[axis + 1] = amount.before();
      beyond[axis + 1][1] =
          Math.toIntExact(Math.max(begin[axis + 1] + out[axis + 1] - result.size(axis + 1), 0));
    }
    result = padded(result, beyond);
    for (int axis = 1; axis <= spatialRank; axis++) {
      if (result.size(axis) != out[axis]) {
        result = Nd4jOps.slice(result, axis, begin[axis], out[axis]);
      }
    }
    return result;
  }

  private static long forwardOutput(
      WindowPadding padding, long padded, long size, long reach, long stride) {
    if (padding instanceof WindowPadding.Same) {
      return (size + stride - 1) / stride;
    }
    return padded < reach ? 0 : (padded - reach) / stride + 1;
  }

  private static INDArray full(INDArray x, INDArray kernel, OutputShapeConvTranspose step) {
    for (int axis = 0; axis < step.strides().size(); axis++) {
      reach(kernel, step.strides(), step.dilations(), axis);
    }
    int[] arguments = arguments(kernel, step.strides(), step.dilations());
    if (step.strides().size() == 1) {
      INDArray y = Nd4jOps.run("deconv2d", List.of(flat(x, 1), flat(kernel, 0)), arguments);
      return y.reshape(Axes.removed(y.shape(), 1));
    }
    return Nd4jOps.run(
        step.strides().size() == 2 ? "deconv2d" : "deconv3d", List.of(x, kernel), arguments);
  }

  private static void checkRanks(INDArray x, INDArray kernel, int spatialRank) {
    unless(
        x.rank() == spatialRank + 2 && kernel.rank() == spatialRank + 2,
        "convolution of another rank");
  }

  /** The extent of the dilated kernel, after checking the arguments for ND4J. */
  private static long reach(
      INDArray kernel, List<Integer> strides, List<Integer> dilations, int axis) {
    unless(
        kernel.size(axis) >= 1 && strides.get(axis) >= 1 && dilations.get(axis) >= 1,
        "kernels, strides and dilations must be positive");
    return dilations.get(axis) * (kernel.size(axis) - 1) + 1;
  }

  private static PadAmount padding(
      WindowPadding padding, int axis, long size, long reach, long stride) {
    if (padding instanceof WindowPadding.Explicit explicit) {
      PadAmount amount = explicit.amounts().get(axis);
      unless(amount.before() >= 0 && amount.after() >= 0, "negative padding");
      return amount;
    }
    return padding instanceof WindowPadding.Same
        ? ConvArithmetic.tensorFlowSame(size, reach, stride)
        : PadAmount.NONE;
  }

  private static INDArray padded(INDArray x, int[][] amounts) {
    for (int[] amount : amounts) {
      if (amount[0] > 0 || amount[1] > 0) {
        return Nd4jOps.pad(x, amounts, 0);
      }
    }
    return x;
  }

  /** The arguments of the op; a 1-D convolution is a 2-D one of height 1. */
  private static int[] arguments(INDArray kernel, List<Integer> strides, List<Integer> dilations) {
    List<Integer> sizes = new ArrayList<>();
    strides.forEach(stride -> sizes.add(Math.toIntExact(kernel.size(sizes.size()))));
    List<Integer> arguments = new ArrayList<>();
    List<Integer> none = strides.stream().map(stride -> 0).toList();
    for (List<Integer> numbers : List.of(sizes, strides, none, dilations)) {
      if (strides.size() == 1) {
        arguments.add(numbers == none ? 0 : 1);
      }
      arguments.addAll(numbers);
    }
    arguments.addAll(List.of(EXPLICIT, CHANNELS_LAST, KERNEL_FIRST));
    return arguments.stream().mapToInt(Integer::intValue).toArray();
  }

  private static INDArray flat(INDArray array, int axis) {
    return array.reshape(Axes.inserted(array.shape(), axis));
  }
}
