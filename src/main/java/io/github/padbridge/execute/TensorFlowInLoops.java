package io.github.padbridge.execute;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** TensorFlow layers in plain loops over their definition. Missing axes have size 1. */
final class TensorFlowInLoops {
  private final TensorFlowSpec spec;
  private final int batch;
  private final int[] in;
  private final int[] out;
  private final int[] kernel;
  private final int[] strides;
  private final int[] dilations;
  private final int[] before;

  private TensorFlowInLoops(TensorFlowSpec spec, int[] shape) {
    this.spec = spec;
    this.batch = shape[0];
    this.kernel = ThreeAxes.of(spec.kernelSize(), 1);
    this.strides = ThreeAxes.of(spec.strides(), 1);
    this.dilations = ThreeAxes.of(spec.dilations(), 1);
    int first = spec.channelsFirst() ? 2 : 1;
    this.in =
        ThreeAxes.of(
            Arrays.stream(shape).skip(first).limit(spec.spatialRank()).boxed().toList(), 1);
    this.out = new int[3];
    this.before = new int[3];
    int missing = 3 - spec.spatialRank();
    for (int axis = 0; axis < 3; axis++) {
      boolean exists = axis >= missing;
      if (spec.op().isTransposed()) {
        out[axis] = exists ? spec.outputSize().get(axis - missing).intValue() : 1;
        before[axis] = exists ? before(axis, axis - missing, out[axis], in[axis]) : 0;
      } else {
        out[axis] = exists ? windows(axis, axis - missing) : 1;
        before[axis] = exists ? before(axis, axis - missing, in[axis], out[axis]) : 0;
      }
    }
  }

  private int windows(int axis, int spatial) {
    long reach = (kernel[axis] - 1L) * dilations[axis] + 1;
    if (spec.padding() instanceof TensorFlowPadding.Same) {
      return -Math.floorDiv(-in[axis], strides[axis]);
    }
    long around = 0;
    if (spec.padding() instanceof TensorFlowPadding.Explicit given) {
      around = given.amounts().get(spatial).total();
    }
    return Math.toIntExact(-Math.floorDiv(-(in[axis] + around - reach + 1), strides[axis]));
  }

  /**
   * The padding at the start of a forward layer from {@code longer} to {@code shorter} elements.
   */
  private int before(int axis, int spatial, int longer, int shorter) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit given) {
      return given.amounts().get(spatial).before();
    }
    if (spec.padding() instanceof TensorFlowPadding.Valid) {
      return 0;
    }
    long last = (shorter - 1L) * strides[axis] + (kernel[axis] - 1L) * dilations[axis];
    int missing = Math.toIntExact(last - (longer - 1));
    if (missing >= 0) {
      return missing / 2;
    }
    // Dilated and grouped convolutions are computed by other ops, which start at 0.
    boolean other = spec.groups() > 1;
    for (int each = 0; each < 3; each++) {
      other |= dilations[each] > 1;
    }
    boolean skips = spec.padding() instanceof TensorFlowPadding.Same same && same.skips();
    boolean late = skips && spec.spatialRank() == 3 && !spec.op().isTransposed() && !other;
    return late ? -(-missing / 2) : 0;
  }

  static Tensor run(TensorFlowSpec spec, Tensor x, @Nullable Tensor weight, @Nullable Tensor bias) {
    TensorFlowInLoops loops = new TensorFlowInLoops(spec, x.shape());
    int inChannels = x.shape()[spec.channelAxis()];
    int outChannels = spec.op().isPooling() ? inChannels : spec.outChannels().intValue();
    double[] y = new double[loops.batch * ThreeAxes.volume(loops.out) * outChannels];
    Data from = new Data(x.data(), loops.in, inChannels, spec.channelsFirst());
    double[] weights = weight == null ? new double[0] : weight.data();
    Data to = new Data(y, loops.out, outChannels, spec.channelsFirst());
    for (int n = 0; n < loops.batch; n++) {
      for (int o = 0; o < outChannels; o++) {
        loops.channel(n, o, from, to, weights, bias);
      }
    }
    int[] shape = x.shape().clone();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      shape[axis + (spec.channelsFirst() ? 2 : 1)] = loops.out[3 - spec.spatialRank() + axis];
    }
    shape[spec.channelAxis()] = outChannels;
    return new Tensor(shape, y);
  }

  /** Numbers by sample, position and channel, in either layout. */
  private record Data(double[] data, int[] sizes, int channels, boolean channelsFirst) {
    int at(int n, int d, int h, int w, int channel) {
      int position = (d * sizes[1] + h) * sizes[2] + w;
      return channelsFirst
          ? (n * channels + channel) * ThreeAxes.volume(sizes) + position
          : (n * ThreeAxes.volume(sizes) + position) * channels + channel;
    }
  }

  private void channel(int n, int o, Data from, Data to, double[] weights, @Nullable Tensor bias) {
    for (int d = 0; d < out[0]; d++) {
      for (int h = 0; h < out[1]; h++) {
        for (int w = 0; w < out[2]; w++) {
          double value = element(n, o, new int[] {d, h, w}, from, weights);
          to.data[to.at(n, d, h, w, o)] = bias == null ? value : value + bias.data()[o];
        }
      }
    }
  }

  private double element(int n, int o, int[] position, Data from, double[] weights) {
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int real = 0;
    for (int kd = 0; kd < kernel[0]; kd++) {
      int d = partner(0, position[0], kd);
      for (int kh = 0; d >= 0 && kh < kernel[1]; kh++) {
        int h = partner(1, position[1], kh);
        for (int kw = 0; h >= 0 && kw < kernel[2]; kw++) {
          int w = partner(2, position[2], kw);
          if (w < 0) {
            continue;
          }
          if (spec.op().isPooling()) {
            double value = from.data[from.at(n, d, h, w, o)];
            largest = Math.max(largest, value);
            sum += value;
            real++;
          } else {
            sum += products(n, o, d, h, w, (kd * kernel[1] + kh) * kernel[2] + kw, from, weights);
          }
        }
      }
    }
    return switch (spec.op().kind()) {
      case MAX_POOL -> largest;
      case AVG_POOL -> sum / real;
      case CONV, CONV_TRANSPOSE, DEPTHWISE_CONV -> sum;
    };
  }

  /**
   * The sum over the input channels at one position, times the weights of output channel {@code o}.
   */
  private double products(
      int n, int o, int d, int h, int w, int kernelAt, Data from, double[] weights) {
    int at = spec.flipKernel() ? ThreeAxes.volume(kernel) - 1 - kernelAt : kernelAt;
    double sum = 0;
    switch (spec.op().kind()) {
      case DEPTHWISE_CONV -> {
        // The outputs of one channel are adjacent: o is channel·multiplier + index.
        int channel = o / spec.depthMultiplier();
        sum =
            from.data[from.at(n, d, h, w, channel)]
                * weights[at * from.channels * spec.depthMultiplier() + o];
      }
      case CONV_TRANSPOSE -> {
        int filters = spec.outChannels().intValue();
        for (int i = 0; i < from.channels; i++) {
          sum +=
              from.data[from.at(n, d, h, w, i)] * weights[(at * filters + o) * from.channels + i];
        }
      }
      default -> {
        int filters = spec.outChannels().intValue();
        int perGroup = from.channels / spec.groups();
        int group = o / (filters / spec.groups());
        for (int i = 0; i < perGroup; i++) {
          sum +=
              from.data[from.at(n, d, h, w, group * perGroup + i)]
                  * weights[(at * perGroup + i) * filters + o];
        }
      }
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
