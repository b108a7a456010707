package io.github.padbridge.frameworks;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Output;

/**
 * The convolutions and poolings of {@code tf.nn}, as its Python calls TensorFlow's ops: those of
 * one axis run as those of two, on data of height 1. Sizes before which native code would end the
 * process are refused here.
 */
final class TensorFlowKernels {
  private final TensorFlowOps tf;

  TensorFlowKernels(TensorFlowOps tf) {
    this.tf = tf;
  }

  /** {@code tf.nn.convNd}; groups follow from the kernel's channels. */
  Output<?> conv(
      Output<?> x,
      Output<?> kernel,
      List<Integer> strides,
      List<Integer> dilations,
      WindowPadding padding) {
    if (strides.size() == 1) {
      return lowered(
          conv(raised(x, 1), raised(kernel, 0), flat(strides), flat(dilations), flat(padding)));
    }
    requireInput(x, kernel, strides, dilations, padding);
    return tf.run(
        strides.size() == 2 ? "Conv2D" : "Conv3D", windows(strides, dilations, padding), x, kernel);
  }

  /** With oneDNN on, TensorFlow 2.18 would end the process over windows of nothing but padding. */
  private static void requireInput(
      Output<?> x,
      Output<?> kernel,
      List<Integer> strides,
      List<Integer> dilations,
      WindowPadding padding) {
    for (int axis = 0; axis < strides.size() && FrameworksEngine.usesOneDnn(); axis++) {
      int in = TensorFlowOps.shape(x)[axis + 1];
      unless(
          in < 0
              || seesInput(
                  in,
                  TensorFlowOps.shape(kernel)[axis],
                  strides.get(axis),
                  dilations.get(axis),
                  explicit(padding, axis)),
          "windows of nothing but padding, over which oneDNN ends the process");
    }
  }

  /** Whether any element of any window along an axis is an element of the input. */
  private static boolean seesInput(int in, int kernel, int stride, int dilation, PadAmount around) {
    if (around.isNone()) {
      return true;
    }
    long windows = (in + around.total() - dilation * (kernel - 1L) - 1) / stride + 1;
    for (int element = 0; element < kernel; element++) {
      long start = (long) element * dilation - around.before();
      // The first window in which it is not before the input.
      long window = Math.max(-Math.floorDiv(start, stride), 0);
      if (window < windows && window * stride + start < in) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code tf.nn.convNd_transpose}.
   *
   * @param out {@code (N, spatial..., O)}, as integers
   */
  Output<?> convTranspose(
      Output<?> x,
      Output<?> kernel,
      Output<?> out,
      List<Integer> strides,
      List<Integer> dilations,
      WindowPadding padding) {
    if (strides.size() == 1) {
      List<Output<?>> sizes = tf.split(out, 0, 3);
      Output<?> flatOut =
          tf.concat(List.of(sizes.get(0), tf.integers(1), sizes.get(1), sizes.get(2)), 0);
      return lowered(
          convTranspose(
              raised(x, 1),
              raised(kernel, 0),
              flatOut,
              flat(strides),
              flat(dilations),
              flat(padding)));
    }
    int channels = TensorFlowOps.shape(x)[strides.size() + 1];
    int kernelChannels = TensorFlowOps.shape(kernel)[strides.size() + 1];
    unless(
        channels < 0 || kernelChannels < 0 || channels == kernelChannels,
        "a kernel for another number of channels");
    return tf.run(
        strides.size() == 2 ? "Conv2DBackpropInput" : "Conv3DBackpropInputV2",
        windows(strides, dilations, padding),
        out,
        kernel,
        x);
  }

  /** {@code tf.nn.max_poolNd} and {@code tf.nn.avg_poolNd}. */
  Output<?> pool(
      Output<?> x,
      Pooling pooling,
      List<Integer> ksize,
      List<Integer> strides,
      WindowPadding padding) {
    if (ksize.size() == 1) {
      return lowered(pool(raised(x, 1), pooling, flat(ksize), flat(strides), flat(padding)));
    }
    int[] shape = TensorFlowOps.shape(x);
    for (int axis = 0; axis < ksize.size(); axis++) {
      boolean fits =
          padding instanceof WindowPadding.Same
              || shape[axis + 1] < 0
              || ksize.get(axis) <= shape[axis + 1] + explicit(padding, axis).total();
      unless(fits, "a window larger than the input");
    }
    Map<String, Object> attributes = new HashMap<>(windows(strides, null, padding));
    attributes.put("ksize", TensorFlowOps.ofAllAxes(ksize));
    String op = pooling == Pooling.MAX ? "MaxPool" : "AvgPool";
    return tf.run(ksize.size() == 2 ? op : op + "3D", attributes, x);
  }

  /** {@code tf.nn.depthwise_conv2d} without dilation, on {@code (kH, kW, C, multiplier)}. */
  Output<?> depthwise(Output<?> x, Output<?> kernel, List<Integer> strides, WindowPadding padding) {
    requireInput(x, kernel, strides, List.of(1, 1), padding);
    return tf.run("DepthwiseConv2dNative", windows(strides, null, padding), x, kernel);
  }

  private static PadAmount explicit(WindowPadding padding, int axis) {
    return padding instanceof WindowPadding.Explicit explicit
        ? explicit.amounts().get(axis)
        : PadAmount.NONE;
  }

  private static Map<String, Object> windows(
      List<Integer> strides, @Nullable List<Integer> dilations, WindowPadding padding) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("strides", TensorFlowOps.ofAllAxes(strides));
    if (dilations != null) {
      attributes.put("dilations", TensorFlowOps.ofAllAxes(dilations));
    }
    if (padding instanceof WindowPadding.Explicit explicit) {
      List<Long> amounts = new ArrayList<>(List.of(0L, 0L));
      for (PadAmount amount : explicit.amounts()) {
        amounts.add((long) amount.before());
        amounts.add((long) amount.after());
      }
      amounts.addAll(List.of(0L, 0L));
      attributes.put("padding", "EXPLICIT");
      attributes.put("explicit_paddings", amounts.stream().mapToLong(Long::longValue).toArray());
    } else {
      attributes.put("padding", (String) padding.term(1, 1));
    }
    return attributes;
  }

  private Output<?> raised(Output<?> array, int axis) {
    return tf.run("ExpandDims", array, tf.integer(axis));
  }

  private Output<?> lowered(Output<?> array) {
    return tf.run("Squeeze", Map.of("squeeze_dims", new long[] {1}), array);
  }

  private static List<Integer> flat(List<Integer> ofOneAxis) {
    return List.of(1, ofOneAxis.get(0));
  }

  private static WindowPadding flat(WindowPadding padding) {
    return padding instanceof WindowPadding.Explicit explicit
        ? new WindowPadding.Explicit(List.of(PadAmount.NONE, explicit.amounts().get(0)))
        : padding;
  }
}
