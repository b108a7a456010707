package io.github.padbridge.execute;

import static io.github.padbridge.execute.PlanFault.unless;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TensorFlow's VALID convolutions on {@code (N, spatial..., C)}, ungrouped, by ND4J's ops with
 * explicit padding of zero.
 */
final class ChannelsLast {
  private static final int EXPLICIT = 0;
  private static final int CHANNELS_LAST = 1;

  /** The kernel's layout: (k..., I, O), for a transposed convolution (k..., O, I). */
  private static final int KERNEL_FIRST = 0;

  private ChannelsLast() {}

  /** {@code tf.nn.convNd}: {@code (N, spatial..., I)} with {@code (k..., I, O)}. */
  static INDArray conv(
      INDArray x, INDArray kernel, List<Integer> strides, List<Integer> dilations) {
    int spatialRank = strides.size();
    unless(
        x.rank() == spatialRank + 2 && kernel.rank() == spatialRank + 2,
        "convolution of another rank");
    unless(
        x.size(spatialRank + 1) == kernel.size(spatialRank),
        "kernel for another number of channels");
    for (int axis = 0; axis < spatialRank; axis++) {
      long reach = dilations.get(axis) * (kernel.size(axis) - 1) + 1;
      unless(
          strides.get(axis) >= 1 && dilations.get(axis) >= 1,
          "strides and dilations must be positive");
      unless(kernel.size(axis) >= 1 && reach <= x.size(axis + 1), "kernel larger than the input");
    }
    if (spatialRank == 1) {
      INDArray y = conv(flat(x, 1), flat(kernel, 0), withOne(strides), withOne(dilations));
      return y.reshape(Axes.removed(y.shape(), 1));
    }
    String op = spatialRank == 2 ? "conv2d" : "conv3dnew";
    return Nd4jOps.run(op, List.of(x, kernel), arguments(kernel, strides, dilations));
  }

  /**
   * {@code tf.nn.convNd_transpose}: {@code (N, spatial..., I)} with {@code (k..., O, I)}. As in
   * TensorFlow, the output may be up to {@code strides - 1} longer than what the kernel writes.
   */
  static INDArray convTranspose(
      INDArray x, INDArray kernel, List<Integer> strides, int[] outputShape) {
    int spatialRank = strides.size();
    unless(
        x.rank() == spatialRank + 2 && kernel.rank() == spatialRank + 2,
        "convolution of another rank");
    unless(
        x.size(spatialRank + 1) == kernel.size(spatialRank + 1),
        "kernel for another number of channels");
    int[][] beyond = new int[x.rank()][2];
    for (int axis = 0; axis < spatialRank; axis++) {
      unless(
          strides.get(axis) >= 1 && kernel.size(axis) >= 1, "strides and kernels must be positive");
      long written = (x.size(axis + 1) - 1) * strides.get(axis) + kernel.size(axis);
      long rest = outputShape[axis + 1] - written;
      unless(rest >= 0 && rest < strides.get(axis), "output_shape does not belong to this input");
      beyond[axis + 1][1] = Math.toIntExact(rest);
    }
    INDArray full;
    if (spatialRank == 1) {
      INDArray y = deconv(flat(x, 1), flat(kernel, 0), withOne(strides));
      full = y.reshape(Axes.removed(y.shape(), 1));
    } else {
      full = deconv(x, kernel, strides);
    }
    for (int[] amounts : beyond) {
      if (amounts[1] > 0) {
        return Nd4jOps.pad(full, beyond, 0);
      }
    }
    return full;
  }

  private static INDArray deconv(INDArray x, INDArray kernel, List<Integer> strides) {
    String op = strides.size() == 2 ? "deconv2d" : "deconv3d";
    List<Integer> undilated = strides.stream().map(stride -> 1).toList();
    return Nd4jOps.run(op, List.of(x, kernel), arguments(kernel, strides, undilated));
  }

  private static int[] arguments(INDArray kernel, List<Integer> strides, List<Integer> dilations) {
    List<Integer> arguments = new ArrayList<>();
    strides.forEach(stride -> arguments.add(Math.toIntExact(kernel.size(arguments.size()))));
    arguments.addAll(strides);
    strides.forEach(stride -> arguments.add(0));
    arguments.addAll(dilations);
    arguments.addAll(List.of(EXPLICIT, CHANNELS_LAST, KERNEL_FIRST));
    return arguments.stream().mapToInt(Integer::intValue).toArray();
  }

  private static INDArray flat(INDArray array, int axis) {
    return array.reshape(Axes.inserted(array.shape(), axis));
  }

  private static List<Integer> withOne(List<Integer> values) {
    return List.of(1, values.get(0));
  }
}
