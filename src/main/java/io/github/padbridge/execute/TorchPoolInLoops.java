package io.github.padbridge.execute;

import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import java.util.Arrays;

/** PyTorch pooling in plain loops over its definition. Missing axes have size 1. */
final class TorchPoolInLoops {
  private final PoolSpec spec;
  private final int[] in;
  private final int[] out;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;

  private TorchPoolInLoops(PoolSpec spec, int[] inputShape) {
    this.spec = spec;
    this.kernel = ThreeAxes.of(spec.kernelSize(), 1);
    this.stride = ThreeAxes.of(spec.stride(), 1);
    this.dilation = ThreeAxes.of(spec.dilation(), 1);
    int skipped = inputShape.length - spec.spatialRank();
    this.in = ThreeAxes.of(Arrays.stream(inputShape).skip(skipped).boxed().toList(), 1);
    this.out = new int[3];
    this.padding = spec.padsSame() ? halves() : ThreeAxes.of(spec.padding(), 0);
    for (int axis = 0; axis < 3; axis++) {
      // Counted, not computed: windows are added as long as one fits or may start.
      while (isWindow(axis, out[axis])) {
        out[axis]++;
      }
    }
  }

  /** Half of the elements that are missing for windows at every multiple of the stride. */
  private int[] halves() {
    int[] halves = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int last = (in[axis] - 1) / stride[axis] * stride[axis];
      halves[axis] = Math.max(last + kernel[axis] - in[axis], 0) / 2;
    }
    return halves;
  }

  private boolean isWindow(int axis, int window) {
    if (spec.padsSame()) {
      return (long) window * stride[axis] < in[axis];
    }
    long start = (long) window * stride[axis] - padding[axis];
    long last = start + (long) dilation[axis] * (kernel[axis] - 1);
    if (last < (long) in[axis] + padding[axis]) {
      return true;
    }
    long previous = start - stride[axis] + (long) dilation[axis] * (kernel[axis] - 1);
    boolean somethingLeft = previous < (long) in[axis] + padding[axis] - 1;
    return spec.ceilMode() && somethingLeft && start < in[axis];
  }

  static Tensor run(PoolSpec spec, Tensor x) {
    TorchPoolInLoops loops = new TorchPoolInLoops(spec, x.shape());
    int[] shape = x.shape().clone();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      shape[shape.length - 1 - axis] = loops.out[2 - axis];
    }
    int images = x.data().length / (loops.in[0] * loops.in[1] * loops.in[2]);
    double[] y = new double[images * loops.out[0] * loops.out[1] * loops.out[2]];
    int at = 0;
    for (int image = 0; image < images; image++) {
      for (int d = 0; d < loops.out[0]; d++) {
        for (int h = 0; h < loops.out[1]; h++) {
          for (int w = 0; w < loops.out[2]; w++) {
            y[at++] = loops.window(x.data(), image, d, h, w);
          }
        }
      }
    }
    return new Tensor(shape, y);
  }

  private double window(double[] x, int image, int d, int h, int w) {
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int real = 0;
    int withPadding = 0;
    for (int kd = 0; kd < kernel[0]; kd++) {
      int atD = position(0, d, kd);
      for (int kh = 0; kh < kernel[1]; kh++) {
        int atH = position(1, h, kh);
        for (int kw = 0; kw < kernel[2]; kw++) {
          int atW = position(2, w, kw);
          if (lies(0, atD, 0) && lies(1, atH, 0) && lies(2, atW, 0)) {
            double value = x[((image * in[0] + atD) * in[1] + atH) * in[2] + atW];
            largest = Math.max(largest, value);
            sum += value;
            real++;
          }
          boolean counts =
              lies(0, atD, padding[0]) && lies(1, atH, padding[1]) && lies(2, atW, padding[2]);
          withPadding += counts ? 1 : 0;
        }
      }
    }
    if (spec.op().isMax()) {
      return largest;
    }
    if (spec.divisorOverride() != null) {
      return sum / spec.divisorOverride();
    }
    return sum / (spec.countIncludePad() ? withPadding : real);
  }

  /** The position of a window element; positions far outside are limited. */
  private int position(int axis, int window, int k) {
    long position = (long) window * stride[axis] - padding[axis] + (long) k * dilation[axis];
    return (int) Math.min(position, Integer.MAX_VALUE);
  }

  /** Whether a position is in the input or in {@code margin} elements around it. */
  private boolean lies(int axis, int position, int margin) {
    return position >= -margin && position < (long) in[axis] + margin;
  }
}
