package io.github.padbridge.frameworks;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Output;

/**
 * TensorFlow's layers by TensorFlow itself. What {@code tf.nn} does in Python, it does here: which
 * op is called, and how a dilated depthwise convolution is put together. Data with the channels
 * first, which the CPU build does not take, is transposed around it.
 */
final class TensorFlowLayer {
  private final TensorFlowSpec spec;
  private final TensorFlowOps tf;
  private final TensorFlowKernels kernels;

  private TensorFlowLayer(TensorFlowSpec spec, TensorFlowOps tf) {
    this.spec = spec;
    this.tf = tf;
    this.kernels = new TensorFlowKernels(tf);
  }

  /**
   * The layer's output.
   *
   * @throws RuntimeException with TensorFlow's words if it will not have the layer
   */
  static Tensor run(TensorFlowSpec spec, CaseTensors on, Precision precision) {
    try (TensorFlowOps tf = new TensorFlowOps(precision)) {
      return new TensorFlowLayer(spec, tf).run(on);
    }
  }

  private Tensor run(CaseTensors on) {
    Output<?> x = tf.array(on.x());
    int channels = spec.spatialRank() + 1;
    if (spec.channelsFirst()) {
      x = moved(x, 1, channels);
    }
    Output<?> y = on(x, on);
    if (on.bias() != null) {
      y = tf.run("BiasAdd", y, tf.array(on.bias()));
    }
    return tf.read(spec.channelsFirst() ? moved(y, channels, 1) : y);
  }

  private Output<?> moved(Output<?> array, int from, int to) {
    List<Integer> permutation =
        new ArrayList<>(IntStream.range(0, spec.spatialRank() + 2).boxed().toList());
    permutation.add(to, permutation.remove(from));
    return tf.run("Transpose", array, tf.integers(permutation));
  }

  private Output<?> on(Output<?> x, CaseTensors tensors) {
    return switch (spec.op().kind()) {
      case CONV -> kernels.conv(x, kernel(tensors), spec.strides(), spec.dilations(), padding());
      case CONV_TRANSPOSE ->
          kernels.convTranspose(
              x, kernel(tensors), outputShape(x), spec.strides(), spec.dilations(), padding());
      case DEPTHWISE_CONV ->
          spec.spatialRank() == 1 ? flat(x, kernel(tensors)) : depthwise(x, kernel(tensors));
      case MAX_POOL -> kernels.pool(x, Pooling.MAX, spec.kernelSize(), spec.strides(), padding());
      case AVG_POOL -> kernels.pool(x, Pooling.AVG, spec.kernelSize(), spec.strides(), padding());
    };
  }

  private Output<?> kernel(CaseTensors tensors) {
    Output<?> weight = tf.array(tensors.requireWeight());
    int[] spatial = IntStream.range(0, spec.spatialRank()).toArray();
    return spec.flipKernel() ? tf.run("ReverseV2", weight, tf.integers(spatial)) : weight;
  }

  private WindowPadding padding() {
    if (spec.padding() instanceof TensorFlowPadding.Explicit explicit) {
      return new WindowPadding.Explicit(explicit.amounts());
    }
    return spec.padding() instanceof TensorFlowPadding.Same
        ? WindowPadding.SAME
        : WindowPadding.VALID;
  }

  private Output<?> outputShape(Output<?> x) {
    int[] shape = TensorFlowOps.shape(x);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      shape[axis + 1] = spec.outputSize().get(axis).intValue();
    }
    shape[shape.length - 1] = spec.outChannels().intValue();
    return tf.integers(shape);
  }

  /** Keras' DepthwiseConv1D: of height 1, with the same stride on both axes. */
  private Output<?> flat(Output<?> x, Output<?> weight) {
    int stride = spec.strides().get(0);
    Output<?> y =
        dilated(
            tf.run("ExpandDims", x, tf.integer(1)),
            tf.run("ExpandDims", weight, tf.integer(0)),
            List.of(1, spec.kernelSize().get(0)),
            List.of(stride, stride),
            List.of(1, spec.dilations().get(0)));
    return tf.run("Squeeze", Map.of("squeeze_dims", new long[] {1}), y);
  }

  private Output<?> depthwise(Output<?> x, Output<?> weight) {
    return dilated(x, weight, spec.kernelSize(), spec.strides(), spec.dilations());
  }

  /** As {@code with_space_to_batch}: elements a dilation apart are a batch of their own. */
  private Output<?> dilated(
      Output<?> x,
      Output<?> weight,
      List<Integer> kernelSize,
      List<Integer> strides,
      List<Integer> dilations) {
    if (dilations.stream().allMatch(dilation -> dilation == 1)) {
      return kernels.depthwise(x, weight, strides, padding());
    }
    List<int[]> paddings = new ArrayList<>();
    List<int[]> crops = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      int dilation = dilations.get(axis);
      int total =
          spec.padding() instanceof TensorFlowPadding.Same
              ? (kernelSize.get(axis) - 1) * dilation
              : 0;
      PadAmount around = new PadAmount(total / 2, total - total / 2);
      if (spec.padding() instanceof TensorFlowPadding.Explicit explicit) {
        around = explicit.amounts().get(axis);
      }
      long size = TensorFlowOps.shape(x)[axis + 1] + around.total();
      int more = Math.floorMod(-size, dilation);
      paddings.add(new int[] {around.before(), around.after() + more});
      crops.add(new int[] {0, more});
    }
    Output<?> blocks = tf.integers(dilations);
    Output<?> batches = tf.run("SpaceToBatchND", x, blocks, tf.pairs(paddings));
    Output<?> results = kernels.depthwise(batches, weight, strides, WindowPadding.VALID);
    return tf.run("BatchToSpaceND", results, blocks, tf.pairs(crops));
  }
}
