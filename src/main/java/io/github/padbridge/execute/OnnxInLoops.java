package io.github.padbridge.execute;

import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * ONNX nodes in plain loops over their definition. Missing axes have size 1. Sizes and paddings are
 * those of {@link OnnxAxis}.
 */
final class OnnxInLoops {
  private final OnnxSpec spec;
  private final int channels;
  private final int outChannels;
  private final int[] in;
  private final int[] out;
  private final int[] kernel;
  private final int[] strides;
  private final int[] dilations;
  private final int[] before;
  private final double[][] counted = {{1}, {1}, {1}};

  private OnnxInLoops(OnnxSpec spec, int[] shape) {
    this.spec = spec;
    this.channels = shape[1];
    this.outChannels = spec.op().isPooling() ? channels : spec.outChannels().intValue();
    this.kernel = ThreeAxes.of(spec.kernelSize(), 1);
    this.strides = ThreeAxes.of(spec.strides(), 1);
    this.dilations = ThreeAxes.of(spec.dilations(), 1);
    List<OnnxAxis> axes = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      axes.add(OnnxAxis.of(spec, axis, shape[axis + 2]));
      counted[3 - spec.spatialRank() + axis] = axes.get(axis).counted(spec, axis);
    }
    this.in = ThreeAxes.of(axes.stream().map(OnnxAxis::in).toList(), 1);
    this.out = ThreeAxes.of(axes.stream().map(OnnxAxis::out).toList(), 1);
    this.before = ThreeAxes.of(axes.stream().map(OnnxAxis::before).toList(), 0);
  }

  static Tensor run(OnnxSpec spec, Tensor x, @Nullable Tensor weight, @Nullable Tensor bias) {
    OnnxInLoops loops = new OnnxInLoops(spec, x.shape());
    int[] shape = x.shape().clone();
    shape[1] = loops.outChannels;
    IntStream.range(0, spec.spatialRank())
        .forEach(axis -> shape[axis + 2] = loops.out[3 - spec.spatialRank() + axis]);
    double[] y = new double[shape[0] * loops.outChannels * ThreeAxes.volume(loops.out)];
    double[] weights = weight == null ? new double[0] : weight.data();
    int at = 0;
    for (int n = 0; n < shape[0]; n++) {
      for (int o = 0; o < loops.outChannels; o++) {
        for (int d = 0; d < loops.out[0]; d++) {
          for (int h = 0; h < loops.out[1]; h++) {
            for (int w = 0; w < loops.out[2]; w++) {
              double value = loops.element(n, o, new int[] {d, h, w}, x.data(), weights);
              y[at++] = bias == null ? value : value + bias.data()[o];
            }
          }
        }
      }
    }
    return new Tensor(shape, y);
  }

  private double element(int n, int o, int[] position, double[] x, double[] weights) {
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int kd = 0; kd < kernel[0]; kd++) {
      int d = partner(0, position[0], kd);
      for (int kh = 0; d >= 0 && kh < kernel[1]; kh++) {
        int h = partner(1, position[1], kh);
        for (int kw = 0; h >= 0 && kw < kernel[2]; kw++) {
          int w = partner(2, position[2], kw);
          if (w >= 0) {
            int at = (d * in[1] + h) * in[2] + w;
            if (spec.op().isPooling()) {
              double value = x[(n * channels + o) * ThreeAxes.volume(in) + at];
              largest = Math.max(largest, value);
              sum += value;
            } else {
              sum += products(n, o, at, (kd * kernel[1] + kh) * kernel[2] + kw, x, weights);
            }
          }
        }
      }
    }
    if (!spec.op().isPooling()) {
      return sum;
    }
    return spec.op().isMax()
        ? largest
        : sum / (counted[0][position[0]] * counted[1][position[1]] * counted[2][position[2]]);
  }

  /** The sum over the input channels of the group of output channel {@code o}. */
  private double products(int n, int o, int at, int kernelAt, double[] x, double[] weights) {
    int group = spec.channels().group();
    int inGroup = channels / group;
    int outGroup = outChannels / group;
    int first = o / outGroup * inGroup;
    int volume = ThreeAxes.volume(kernel);
    double sum = 0;
    for (int i = 0; i < inGroup; i++) {
      int row = spec.op().isTransposed() ? (first + i) * outGroup + o % outGroup : o * inGroup + i;
      sum +=
          x[(n * channels + first + i) * ThreeAxes.volume(in) + at]
              * weights[row * volume + (spec.flipKernel() ? volume - 1 - kernelAt : kernelAt)];
    }
    return sum;
  }

  /**
   * Forward, the input element under kernel element {@code k} at an output; transposed, the input
   * element whose kernel element {@code k} writes that output. -1 where there is none.
   */
  private int partner(int axis, int position, int k) {
    if (!spec.op().isTransposed()) {
      long at = (long) position * strides[axis] + (long) k * dilations[axis] - before[axis];
      return at >= 0 && at < in[axis] ? (int) at : -1;
    }
    long from = (long) position + before[axis] - (long) k * dilations[axis];
    boolean hits = from >= 0 && from % strides[axis] == 0 && from / strides[axis] < in[axis];
    return hits ? (int) (from / strides[axis]) : -1;
  }
}
