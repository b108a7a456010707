package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;

import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * PyTorch pooling by its definition, on ND4J.
 *
 * <p>Computes every size itself, from the documentation of {@code torch.nn.MaxPoolNd} and {@code
 * torch.nn.AvgPoolNd} and, for the divisor of an average, ATen's {@code AvgPoolKernel.cpp}.
 */
final class TorchPoolOnNd4j {
  private final PoolSpec spec;
  private final int rank;

  private TorchPoolOnNd4j(PoolSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
  }

  static Tensor run(PoolSpec spec, Tensor x, Precision precision) {
    return new TorchPoolOnNd4j(spec).run(Nd4jOps.array(x, precision));
  }

  private Tensor run(INDArray x) {
    INDArray input = spec.isBatched() ? x : x.reshape(Axes.inserted(x.shape(), 0));
    long[] windows = new long[rank];
    int[][] around = new int[rank + 2][2];
    double[][] counted = new double[rank][];
    for (int axis = 0; axis < rank; axis++) {
      int size = (int) input.size(axis + 2);
      int padding = paddingBefore(axis, size);
      windows[axis] = windows(axis, size);
      long last = (windows[axis] - 1) * spec.stride().get(axis) + reach(axis);
      around[axis + 2][0] = padding;
      around[axis + 2][1] = Math.toIntExact(Math.max(last - size - padding, 0));
      counted[axis] = counted(axis, size, (int) windows[axis]);
    }
    INDArray y;
    if (spec.op().isMax()) {
      INDArray padded = Nd4jOps.padWith(input, around, Double.NEGATIVE_INFINITY);
      y = Windows.largest(padded, 2, spec.kernelSize(), spec.stride(), spec.dilation(), windows);
    } else {
      INDArray padded = Nd4jOps.pad(input, around, 0);
      y = Windows.sum(padded, 2, spec.kernelSize(), spec.stride(), spec.dilation(), windows);
      y = divided(y, counted);
    }
    return Nd4jOps.tensor(spec.isBatched() ? y : y.reshape(Axes.removed(y.shape(), 0)));
  }

  private long reach(int axis) {
    return (long) spec.dilation().get(axis) * (spec.kernelSize().get(axis) - 1) + 1;
  }

  /** The first half of timm's {@code pad_same}; the second half follows from the windows. */
  private int paddingBefore(int axis, int size) {
    if (!spec.padsSame()) {
      return spec.padding().get(axis);
    }
    long last = (windows(axis, size) - 1) * spec.stride().get(axis) + reach(axis);
    return Math.toIntExact(Math.max(last - size, 0) / 2);
  }

  private long windows(int axis, long size) {
    long stride = spec.stride().get(axis);
    if (spec.padsSame()) {
      return (long) Math.ceil((double) size / stride);
    }
    int padding = spec.padding().get(axis);
    long room = size + 2L * padding - reach(axis);
    if (!spec.ceilMode()) {
      return room / stride + 1;
    }
    long windows = (room + stride - 1) / stride + 1;
    // The last window must start inside the input or the padding before it.
    return (windows - 1) * stride >= size + padding ? windows - 1 : windows;
  }

  /** The number of counted elements of each window along one axis. */
  private double[] counted(int axis, int size, int windows) {
    int padding = spec.padding().get(axis);
    double[] counted = new double[windows];
    for (int window = 0; window < windows; window++) {
      int start = window * spec.stride().get(axis) - padding;
      int end = Math.min(start + spec.kernelSize().get(axis), size + padding);
      counted[window] =
          spec.countIncludePad() ? end - start : Math.min(end, size) - Math.max(start, 0);
    }
    return counted;
  }

  private INDArray divided(INDArray sums, double[][] counted) {
    if (spec.divisorOverride() != null) {
      return kept(sums.div(spec.divisorOverride()));
    }
    INDArray divisors = Nd4jOps.product(sums, 2, List.of(counted));
    return kept(sums.div(divisors));
  }
}
