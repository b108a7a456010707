package io.github.padbridge.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * PyTorch convolutions on {@code (N, C, spatial...)}, with ND4J ops, their padding argument and the
 * PyTorch weight layout. A transposed convolution is run as the gradient of a forward convolution
 * with respect to its input. Lists have one number per spatial axis.
 */
final class ChannelsFirst {
  private static final int EXPLICIT = 0;
  private static final int CHANNELS_FIRST = 0;

  /** The weight's layout: (O, I, k...) of the forward convolution. */
  private static final int OUT_IN_KERNEL = 1;

  private ChannelsFirst() {}

  /**
   * {@code F.convNd}: {@code (N, C, spatial...)} with {@code (O, C/groups, k...)}.
   *
   * @param padding zeros on both sides, not negative
   */
  static INDArray conv(
      INDArray x,
      INDArray weight,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      int groups) {
    INDArray input = deep(x, stride);
    INDArray filters = deep(weight, stride);
    int[] arguments = arguments(filters, stride, padding, dilation);
    List<INDArray> outputs = new ArrayList<>();
    long inputs = input.size(1) / groups;
    long perGroup = filters.size(0) / groups;
    for (int group = 0; group < groups; group++) {
      INDArray part = Nd4jOps.slice(input, 1, group * inputs, inputs);
      INDArray kernels = Nd4jOps.slice(filters, 0, group * perGroup, perGroup);
      outputs.add(
          Nd4jOps.run(
              input.rank() == 4 ? "conv2d" : "conv3dnew", List.of(part, kernels), arguments));
    }
    return flat(Nd4jOps.concat(1, outputs), stride);
  }

  /**
   * {@code F.conv_transposeNd}: {@code (N, C, spatial...)} with {@code (C, O/groups, k...)}.
   *
   * @param padding the crop on both sides, not negative
   * @param outputPadding how much more of the end is kept, less than the stride or the dilation
   */
  static INDArray convTranspose(
      INDArray x,
      INDArray weight,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups) {
    INDArray input = deep(x, stride);
    INDArray filters = deep(weight, stride);
    List<INDArray> outputs = new ArrayList<>();
    long inputs = input.size(1) / groups;
    for (int group = 0; group < groups; group++) {
      INDArray gradient = Nd4jOps.slice(input, 1, group * inputs, inputs);
      INDArray kernels = Nd4jOps.slice(filters, 0, group * inputs, inputs);
      outputs.add(inputGradient(gradient, kernels, stride, padding, outputPadding, dilation));
    }
    return flat(Nd4jOps.concat(1, outputs), stride);
  }

  private static INDArray inputGradient(
      INDArray gradient,
      INDArray weight,
      List<Integer> strides,
      List<Integer> paddings,
      List<Integer> outputPaddings,
      List<Integer> dilations) {
    int rank = gradient.rank() - 2;
    int[] stride = axes(strides, rank, 1);
    int[] padding = axes(paddings, rank, 0);
    int[] outputPadding = axes(outputPaddings, rank, 0);
    int[] dilation = axes(dilations, rank, 1);
    long[] shape = new long[rank + 2];
    shape[0] = gradient.size(0);
    shape[1] = weight.size(1);
    boolean isAGradient = true;
    for (int axis = 0; axis < rank; axis++) {
      isAGradient &= outputPadding[axis] < stride[axis];
      shape[axis + 2] =
          (gradient.size(axis + 2) - 1) * stride[axis]
              - 2L * padding[axis]
              + dilation[axis] * (weight.size(axis + 2) - 1)
              + outputPadding[axis]
              + 1;
    }
    if (isAGradient) {
      return gradientOf(gradient, weight, shape, arguments(weight, strides, paddings, dilations));
    }
    // The output belongs to a forward convolution of a longer input: the input of the layer, then
    // zeros.
    long[] whole = shape.clone();
    int[][] after = new int[shape.length][2];
    for (int axis = 2; axis < shape.length; axis++) {
      whole[axis] += 2L * padding[axis - 2] - outputPadding[axis - 2];
      after[axis][1] = outputPadding[axis - 2];
    }
    List<Integer> none = strides.stream().map(any -> 0).toList();
    INDArray full =
        gradientOf(gradient, weight, whole, arguments(weight, strides, none, dilations));
    INDArray result = Nd4jOps.pad(full, after, 0);
    for (int axis = 2; axis < shape.length; axis++) {
      result = Nd4jOps.slice(result, axis, padding[axis - 2], shape[axis]);
    }
    return result;
  }

  private static INDArray gradientOf(
      INDArray gradient, INDArray weight, long[] shape, int[] arguments) {
    if (shape.length == 4) {
      INDArray sizes =
          Nd4j.createFromArray(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray());
      return Nd4jOps.run("conv2d_input_bp", List.of(sizes, weight, gradient), arguments);
    }
    return Nd4jOps.run(
        "conv3dnew_bp", List.of(Nd4jOps.zeros(gradient, shape), weight, gradient), arguments);
  }

  /** The arguments of the op, with a height for a 1-D convolution. */
  private static int[] arguments(
      INDArray weight, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
    int rank = weight.rank() - 2;
    int[] tail = {EXPLICIT, CHANNELS_FIRST, OUT_IN_KERNEL};
    int[] arguments = new int[4 * rank + tail.length];
    for (int axis = 0; axis < rank; axis++) {
      arguments[axis] = Math.toIntExact(weight.size(axis + 2));
    }
    System.arraycopy(axes(stride, rank, 1), 0, arguments, rank, rank);
    System.arraycopy(axes(padding, rank, 0), 0, arguments, 2 * rank, rank);
    System.arraycopy(axes(dilation, rank, 1), 0, arguments, 3 * rank, rank);
    System.arraycopy(tail, 0, arguments, 4 * rank, tail.length);
    return arguments;
  }

  /** One number per axis for ND4J, where a 1-D layer has a height. */
  private static int[] axes(List<Integer> values, int rank, int height) {
    int[] axes = new int[rank];
    axes[0] = height;
    for (int i = 0; i < values.size(); i++) {
      axes[rank - values.size() + i] = values.get(i);
    }
    return axes;
  }

  /** A 1-D array with a height of one. */
  private static INDArray deep(INDArray array, List<Integer> stride) {
    return stride.size() == 1 ? array.reshape(Axes.inserted(array.shape(), 2)) : array;
  }

  private static INDArray flat(INDArray array, List<Integer> stride) {
    return stride.size() == 1 ? array.reshape(Axes.removed(array.shape(), 2)) : array;
  }
}
