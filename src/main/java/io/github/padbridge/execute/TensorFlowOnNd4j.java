package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TensorFlow layers by their definition, on ND4J: SAME is an explicit pad, the rest is VALID.
 *
 * <p>Computes every size itself, from the notes on padding in the documentation of {@code tf.nn}.
 * Measurements showed that 3-D ops start later where the stride leaves two or more elements over.
 */
final class TensorFlowOnNd4j {
  private final TensorFlowSpec spec;
  private final int rank;

  private TensorFlowOnNd4j(TensorFlowSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
  }

  static Tensor run(
      TensorFlowSpec spec,
      Tensor x,
      @Nullable Tensor weight,
      @Nullable Tensor bias,
      Precision precision) {
    TensorFlowOnNd4j run = new TensorFlowOnNd4j(spec);
    INDArray input = Nd4jOps.array(x, precision);
    INDArray data = spec.channelsFirst() ? Nd4jOps.permute(input, channelsLast(spec)) : input;
    INDArray y = run.on(data, weight == null ? null : Nd4jOps.array(weight, precision));
    y =
        bias == null
            ? y
            : Nd4jOps.addAlong(y, spec.spatialRank() + 1, Nd4jOps.array(bias, precision));
    return Nd4jOps.tensor(spec.channelsFirst() ? Nd4jOps.permute(y, channelsFirst(spec)) : y);
  }

  private static int rank(TensorFlowSpec spec) {
    return spec.spatialRank() + 2;
  }

  private static int[] channelsLast(TensorFlowSpec spec) {
    return IntStream.range(0, rank(spec))
        .map(axis -> axis == 0 ? 0 : axis == rank(spec) - 1 ? 1 : axis + 1)
        .toArray();
  }

  private static int[] channelsFirst(TensorFlowSpec spec) {
    return IntStream.range(0, rank(spec))
        .map(axis -> axis == 0 ? 0 : axis == 1 ? rank(spec) - 1 : axis - 1)
        .toArray();
  }

  private INDArray on(INDArray x, @Nullable INDArray weight) {
    return switch (spec.op().kind()) {
      case CONV -> grouped(padded(x, 0), kernel(weight), spec.groups());
      case DEPTHWISE_CONV -> depthwise(padded(x, 0), kernel(weight));
      case CONV_TRANSPOSE -> transposed(x, kernel(weight));
      case MAX_POOL ->
          Windows.largest(
              padded(x, Double.NEGATIVE_INFINITY),
              1,
              spec.kernelSize(),
              spec.strides(),
              spec.dilations(),
              windows(x));
      case AVG_POOL -> average(x);
    };
  }

  /** The kernel of a convolution, in the layout of the op. */
  private INDArray kernel(@Nullable INDArray weight) {
    INDArray given = Objects.requireNonNull(weight);
    int[] spatial = IntStream.range(0, rank).toArray();
    return spec.flipKernel() ? Nd4jOps.reverse(given, spatial) : given;
  }

  /** The number of windows along each axis. */
  private long[] windows(INDArray x) {
    long[] windows = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long stride = spec.strides().get(axis);
      long size = x.size(axis + 1);
      int[] amount = amount(axis, size);
      windows[axis] =
          spec.padding() instanceof TensorFlowPadding.Same
              ? (size + stride - 1) / stride
              : (size + amount[0] + amount[1] - reach(axis)) / stride + 1;
    }
    return windows;
  }

  private long reach(int axis) {
    return (long) spec.dilations().get(axis) * (spec.kernelSize().get(axis) - 1) + 1;
  }

  /** The padding of an axis of {@code size} elements; negative amounts crop. */
  private int[] amount(int axis, long size) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit explicit) {
      return new int[] {
        explicit.amounts().get(axis).before(), explicit.amounts().get(axis).after()
      };
    }
    if (spec.padding() instanceof TensorFlowPadding.Valid) {
      return new int[] {0, 0};
    }
    long stride = spec.strides().get(axis);
    long over = size % stride;
    // "If (in % stride == 0): max(filter - stride, 0), else: max(filter - (in % stride), 0)"
    long total = reach(axis) - (over == 0 ? stride : over);
    boolean skips = spec.padding() instanceof TensorFlowPadding.Same same && same.skips();
    boolean late = skips && rank == 3 && !spec.op().isTransposed() && isPlain();
    if (total < 0 && !(late && total <= -2)) {
      return new int[] {0, 0};
    }
    int before = Math.toIntExact(total / 2);
    return new int[] {before, Math.toIntExact(total - before)};
  }

  /** Dilated and grouped convolutions are computed by other ops, which start at 0. */
  private boolean isPlain() {
    return spec.groups() == 1 && spec.dilations().stream().allMatch(dilation -> dilation == 1);
  }

  private INDArray padded(INDArray x, double value) {
    int[][] around = new int[x.rank()][2];
    INDArray padded = x;
    for (int axis = 0; axis < rank; axis++) {
      int[] amount = amount(axis, x.size(axis + 1));
      if (amount[0] < 0 || amount[1] < 0) {
        padded =
            Nd4jOps.slice(padded, axis + 1, -amount[0], x.size(axis + 1) + amount[0] + amount[1]);
      } else {
        around[axis + 1] = amount;
      }
    }
    return Nd4jOps.padWith(padded, around, value);
  }

  private INDArray grouped(INDArray padded, INDArray weight, int groups) {
    List<INDArray> outputs = new ArrayList<>();
    long in = padded.size(rank + 1) / groups;
    long out = weight.size(rank + 1) / groups;
    for (int group = 0; group < groups; group++) {
      outputs.add(
          ChannelsLast.conv(
              Nd4jOps.slice(padded, rank + 1, group * in, in),
              Nd4jOps.slice(weight, rank + 1, group * out, out),
              Conv.channelsLast(
                  spec.strides(), spec.dilations(), Size.of(1), WindowPadding.VALID)));
    }
    return Nd4jOps.concat(rank + 1, outputs);
  }

  /** Runs each channel with its own kernel (k..., 1, multiplier). */
  private INDArray depthwise(INDArray padded, INDArray weight) {
    List<INDArray> outputs = new ArrayList<>();
    for (long channel = 0; channel < padded.size(rank + 1); channel++) {
      INDArray one = Nd4jOps.slice(padded, rank + 1, channel, 1);
      INDArray kernel = Nd4jOps.slice(weight, rank, channel, 1);
      outputs.add(grouped(one, kernel, 1));
    }
    return Nd4jOps.concat(rank + 1, outputs);
  }

  /** The gradient of the forward convolution: the full result, cropped by the padding. */
  private INDArray transposed(INDArray x, INDArray weight) {
    int[] full = new int[rank + 2];
    full[0] = Math.toIntExact(x.size(0));
    full[rank + 1] = spec.outChannels().intValue();
    int[][] after = new int[rank + 2][2];
    int[] begin = new int[rank];
    int[] out = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      out[axis] = spec.outputSize().get(axis).intValue();
      full[axis + 1] =
          Math.toIntExact((x.size(axis + 1) - 1) * spec.strides().get(axis) + reach(axis));
      begin[axis] = Math.max(amount(axis, out[axis])[0], 0);
      after[axis + 1][1] = Math.max(begin[axis] + out[axis] - full[axis + 1], 0);
    }
    INDArray whole =
        ChannelsLast.convTranspose(
            x,
            weight,
            new OutputShapeConvTranspose(
                spec.strides(), spec.dilations(), Shape.of(full), WindowPadding.VALID),
            full);
    INDArray y = Nd4jOps.pad(whole, after, 0);
    for (int axis = 0; axis < rank; axis++) {
      y = Nd4jOps.slice(y, axis + 1, begin[axis], out[axis]);
    }
    return y;
  }

  /** The sum of each window, divided by the number of its input elements. */
  private INDArray average(INDArray x) {
    long[] windows = windows(x);
    INDArray sums =
        Windows.sum(padded(x, 0), 1, spec.kernelSize(), spec.strides(), spec.dilations(), windows);
    double[][] real = new double[rank][];
    for (int axis = 0; axis < rank; axis++) {
      real[axis] = new double[Math.toIntExact(windows[axis])];
      for (int window = 0; window < real[axis].length; window++) {
        long start = (long) window * spec.strides().get(axis) - amount(axis, x.size(axis + 1))[0];
        long end = Math.min(start + spec.kernelSize().get(axis), x.size(axis + 1));
        real[axis][window] = end - Math.max(start, 0);
      }
    }
    return kept(sums.div(Nd4jOps.product(sums, 1, Arrays.asList(real))));
  }
}
