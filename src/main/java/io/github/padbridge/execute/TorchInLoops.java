package io.github.padbridge.execute;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch convolutions in plain loops over their definition: a third implementation that shares no
 * kernel with the other two and no formula with the plan. It shares only the padding modes with
 * {@link TorchOnNd4j}. Missing axes have size 1.
 */
final class TorchInLoops {
  private final ConvSpec spec;
  private final int[] in;
  private final int[] out;
  private final int[] kernel;
  private final int[] stride;
  private final int[] dilation;
  private final int[] before;

  private TorchInLoops(ConvSpec spec, int[] inputShape) {
    this.spec = spec;
    this.kernel = ThreeAxes.of(spec.kernelSize(), 1);
    this.stride = ThreeAxes.of(spec.stride(), 1);
    this.dilation = ThreeAxes.of(spec.dilation(), 1);
    this.in =
        ThreeAxes.of(
            Arrays.stream(inputShape).boxed().skip(inputShape.length - spec.spatialRank()).toList(),
            1);
    this.before = new int[3];
    this.out = new int[3];
    int[] outputPadding = ThreeAxes.of(spec.outputPadding(), 0);
    for (int axis = 0; axis < 3; axis++) {
      int reach = dilation[axis] * (kernel[axis] - 1);
      int both = paddingOnBothSides(axis, reach);
      before[axis] = paddingBefore(axis, both);
      out[axis] =
          spec.op().isTransposed()
              ? (in[axis] - 1) * stride[axis] + reach + 1 - both + outputPadding[axis]
              : 1 + (in[axis] + both - reach - 1) / stride[axis];
    }
  }

  private int paddingBefore(int axis, int both) {
    // Missing axes are in front.
    int own = axis - (3 - spec.spatialRank());
    return spec.padding() instanceof Padding.PerSide given && own >= 0
        ? given.amounts().get(own).before()
        : both / 2;
  }

  private int paddingOnBothSides(int axis, int reach) {
    if (spec.padding() instanceof Padding.PerSide given) {
      return ThreeAxes.of(given.amounts().stream().map(a -> a.before() + a.after()).toList(), 0)[
          axis];
    }
    if (spec.padding() instanceof Padding.Explicit given) {
      return 2 * ThreeAxes.of(given.amounts(), 0)[axis];
    }
    if (spec.padding() instanceof Padding.RuntimeSame) {
      // Enough for the last window, which starts at the last multiple of the stride.
      int last = (in[axis] - 1) / stride[axis] * stride[axis];
      return Math.max(last + reach + 1 - in[axis], 0);
    }
    return spec.padding() instanceof Padding.Same ? reach : 0;
  }

  static Tensor run(ConvSpec spec, Tensor x, Tensor weight, @Nullable Tensor bias) {
    TorchInLoops loops = new TorchInLoops(spec, x.shape());
    int batch = spec.isBatched() ? x.shape()[0] : 1;
    int outChannels = spec.outChannels().intValue();
    double[] y = new double[batch * outChannels * ThreeAxes.volume(loops.out)];
    if (bias != null) {
      for (int i = 0; i < y.length; i++) {
        y[i] = bias.data()[i / ThreeAxes.volume(loops.out) % outChannels];
      }
    }
    for (int n = 0; n < batch; n++) {
      loops.addSample(n, x.data(), weight.data(), y);
    }
    return new Tensor(loops.outputShape(batch), y);
  }

  /** Adds the contribution of every input channel to every output channel of its group. */
  private void addSample(int n, double[] x, double[] weight, double[] y) {
    int inChannels = spec.inChannels().intValue();
    int outChannels = spec.outChannels().intValue();
    int inPerGroup = inChannels / spec.groups();
    int outPerGroup = outChannels / spec.groups();
    for (int i = 0; i < inChannels; i++) {
      int group = i / inPerGroup;
      for (int o = group * outPerGroup; o < (group + 1) * outPerGroup; o++) {
        int filter =
            spec.op().isTransposed()
                ? i * outPerGroup + o - group * outPerGroup
                : o * inPerGroup + i - group * inPerGroup;
        int from = (n * inChannels + i) * ThreeAxes.volume(in);
        int to = (n * outChannels + o) * ThreeAxes.volume(out);
        addChannel(x, from, weight, filter * ThreeAxes.volume(kernel), y, to);
      }
    }
  }

  private void addChannel(double[] x, int from, double[] weight, int filter, double[] y, int to) {
    boolean transposed = spec.op().isTransposed();
    int[] walked = transposed ? in : out;
    for (int d = 0; d < walked[0]; d++) {
      for (int kd = 0; kd < kernel[0]; kd++) {
        int otherD = partner(0, d, kd, transposed);
        for (int h = 0; otherD >= 0 && h < walked[1]; h++) {
          for (int kh = 0; kh < kernel[1]; kh++) {
            int otherH = partner(1, h, kh, transposed);
            for (int w = 0; otherH >= 0 && w < walked[2]; w++) {
              for (int kw = 0; kw < kernel[2]; kw++) {
                int otherW = partner(2, w, kw, transposed);
                if (otherW >= 0) {
                  int at = (kd * kernel[1] + kh) * kernel[2] + kw;
                  // A flipped kernel is read in reverse along all axes.
                  double factor =
                      weight[filter + (spec.flipKernel() ? ThreeAxes.volume(kernel) - 1 - at : at)];
                  if (transposed) {
                    y[to + flat(out, otherD, otherH, otherW)] +=
                        factor * x[from + flat(in, d, h, w)];
                  } else {
                    y[to + flat(out, d, h, w)] +=
                        factor * x[from + flat(in, otherD, otherH, otherW)];
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /**
   * Forward, the input element that kernel element {@code k} reads at output {@code position};
   * transposed, the output element that it adds input {@code position} to. -1 where there is none.
   */
  private int partner(int axis, int position, int k, boolean transposed) {
    // Only positions outside can be too large for an int.
    long other = (long) position * stride[axis] + (long) k * dilation[axis] - before[axis];
    if (transposed) {
      return other >= 0 && other < out[axis] ? (int) other : -1;
    }
    return BorderIndex.of(spec.paddingMode(), Math.toIntExact(other), in[axis]);
  }

  private int[] outputShape(int batch) {
    int rank = spec.spatialRank();
    int[] shape = new int[rank + 2];
    shape[0] = batch;
    shape[1] = spec.outChannels().intValue();
    System.arraycopy(out, 3 - rank, shape, 2, rank);
    return spec.isBatched() ? shape : Arrays.copyOfRange(shape, 1, shape.length);
  }

  private static int flat(int[] sizes, int d, int h, int w) {
    return (d * sizes[1] + h) * sizes[2] + w;
  }
}
