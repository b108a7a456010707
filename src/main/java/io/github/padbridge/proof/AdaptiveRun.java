package io.github.padbridge.proof;

import io.github.padbridge.chain.Chain.AdaptiveOp;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Runs adaptive poolings, one axis after the other. */
final class AdaptiveRun {
  private AdaptiveRun() {}

  /**
   * The result in plain loops: an element counts in an output where their shares of the axis
   * overlap.
   *
   * @param x in the layout of the pooling; the batch axis may be missing
   */
  static Tensor inLoops(AdaptiveOp op, Tensor x) {
    Tensor y = x;
    for (int axis = 0; axis < op.spatialRank(); axis++) {
      int at = dataAxis(op, axis, x);
      int given = op.pooling().outputs().get(axis);
      y = inLoops(y, at, given == 0 ? x.shape()[at] : given, op.pooling().max());
    }
    return y;
  }

  private static Tensor inLoops(Tensor x, int axis, int outputs, boolean max) {
    long size = x.shape()[axis];
    int inner = 1;
    for (int i = axis + 1; i < x.shape().length; i++) {
      inner *= x.shape()[i];
    }
    int[] shape = x.shape().clone();
    shape[axis] = outputs;
    double[] y = new double[Math.toIntExact(Shape.of(shape).elements())];
    for (int i = 0; i < y.length; i++) {
      int p = i / inner % outputs;
      int first = i / inner / outputs * (int) size * inner + i % inner;
      double result = max ? Double.NEGATIVE_INFINITY : 0;
      int count = 0;
      for (int e = 0; e < size; e++) {
        if ((long) e * outputs < (p + 1) * size && (e + 1L) * outputs > p * size) {
          double value = x.data()[first + e * inner];
          result = max ? Math.max(result, value) : result + value;
          count++;
        }
      }
      y[i] = max ? result : result / count;
    }
    return new Tensor(shape, y);
  }

  /**
   * The result by an engine: each window is a part of the data that a plain pooling covers.
   *
   * @param x in the layout of the pooling; the batch axis may be missing
   */
  static Tensor byWindows(AdaptiveOp op, Tensor x, BiFunction<Layer, CaseTensors, Tensor> engine) {
    Layout first = Layout.of("NC", op.spatialRank(), "");
    boolean isBatched = x.shape().length == first.axes().length();
    Tensor y = isBatched ? ChainRun.permuted(x, op.layout().permutationTo(first)) : x;
    for (int axis = 0; axis < op.spatialRank(); axis++) {
      int outputs = op.pooling().outputs().get(axis);
      y = outputs == 0 ? y : byWindows(y, op.pooling(), axis, engine);
    }
    return isBatched ? ChainRun.permuted(y, first.permutationTo(op.layout())) : y;
  }

  private static Tensor byWindows(
      Tensor x, AdaptivePooling pooling, int axis, BiFunction<Layer, CaseTensors, Tensor> engine) {
    int at = x.shape().length - pooling.outputs().size() + axis;
    List<Integer> one =
        IntStream.range(0, pooling.outputs().size()).mapToObj(i -> i == axis ? 1 : 0).toList();
    AdaptivePooling whole = new AdaptivePooling(pooling.max(), one);
    int outputs = pooling.outputs().get(axis);
    long size = x.shape()[at];
    Tensor[] parts = new Tensor[outputs];
    for (int p = 0; p < outputs; p++) {
      int begin = Math.toIntExact(p * size / outputs);
      int end = Math.toIntExact(((p + 1) * size + outputs - 1) / outputs);
      Tensor part = part(x, at, begin, end);
      Layer layer = whole.on(Shape.of(part.shape())).orElseThrow();
      parts[p] = engine.apply(layer, new CaseTensors(part, null, null, null));
    }
    return joined(parts, at);
  }

  /** The part of an axis from {@code begin} to {@code end}. */
  private static Tensor part(Tensor x, int axis, int begin, int end) {
    int[] swap = swap(x.shape().length, axis);
    return ChainRun.permuted(ChainRun.permuted(x, swap).samples(begin, end), swap);
  }

  private static Tensor joined(Tensor[] parts, int axis) {
    int[] swap = swap(parts[0].shape().length, axis);
    int[] shape = ChainRun.permuted(parts[0], swap).shape().clone();
    double[] data =
        Arrays.stream(parts)
            .flatMapToDouble(part -> Arrays.stream(ChainRun.permuted(part, swap).data()))
            .toArray();
    shape[0] = parts.length;
    return ChainRun.permuted(new Tensor(shape, data), swap);
  }

  /** Exchanges the first axis and another one. */
  private static int[] swap(int rank, int axis) {
    int[] swap = IntStream.range(0, rank).toArray();
    swap[0] = axis;
    swap[axis] = 0;
    return swap;
  }

  private static int dataAxis(AdaptiveOp op, int axis, Tensor x) {
    int missing = op.layout().axes().length() - x.shape().length;
    return op.layout().indexOf(Layout.spatialAxes(op.spatialRank()).charAt(axis)) - missing;
  }
}
