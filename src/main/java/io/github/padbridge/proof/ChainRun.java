package io.github.padbridge.proof;

import static java.util.Objects.requireNonNull;

import io.github.padbridge.chain.AxisRange;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a chain of ops on numbers: layers by an engine, pads, slices and transposes in plain loops.
 */
final class ChainRun {
  /** Supplies the parameters of the layers. */
  interface Source {
    /** The parameters of the n-th layer that has a weight, counted from 0; sizes are known. */
    Parameters of(int n, Layer layer);
  }

  /**
   * The parameters of one layer.
   *
   * @param of the layer that defines the layout of the weight
   * @param weight null for a pooling
   * @param bias {@code (O,)}; null for a pooling
   */
  record Parameters(Layer of, @Nullable Tensor weight, @Nullable Tensor bias) {}

  /** Runs adaptive poolings. */
  interface Adaptive {
    Tensor of(Chain.AdaptiveOp op, Tensor x);
  }

  private final Chain chain;
  private final Tensor input;
  private final Source source;
  private final BiFunction<Layer, CaseTensors, Tensor> engine;
  private final Adaptive adaptive;
  private int layers;
  private int weights;
  private @Nullable Parameters last;
  private @Nullable Layout layout;

  private ChainRun(
      Chain chain,
      Tensor input,
      Source source,
      BiFunction<Layer, CaseTensors, Tensor> engine,
      Adaptive adaptive) {
    this.chain = chain;
    this.input = input;
    this.source = source;
    this.engine = engine;
    this.adaptive = adaptive;
  }

  /**
   * The output of a chain: in the layout of the chain, or patches in their order.
   *
   * @param x the input in the layout of the chain
   * @param engine executes a layer whose sizes are known
   * @param adaptive executes an adaptive pooling
   * @throws io.github.padbridge.diagnostic.Refusal if a layer refuses its input
   */
  static Tensor of(
      Chain chain,
      Tensor x,
      Source source,
      BiFunction<Layer, CaseTensors, Tensor> engine,
      Adaptive adaptive) {
    ChainRun run = new ChainRun(chain, x, source, engine, adaptive);
    Tensor tensor = x;
    for (Chain.Op op : chain.ops()) {
      tensor = run.after(op, tensor);
    }
    return tensor;
  }

  private Tensor after(Chain.Op op, Tensor x) {
    if (op instanceof Chain.PadOp pad) {
      return padded(x, pad.padding());
    }
    if (op instanceof Chain.SliceOp slice) {
      return sliced(x, slice.axes());
    }
    if (op instanceof Chain.TransposeOp transpose) {
      int[] permutation = transpose.permutation().stream().mapToInt(i -> i).toArray();
      layout = layout == null ? null : layout.permuted(permutation);
      return permuted(x, permutation);
    }
    if (op instanceof Chain.FunctionOp applied) {
      DoubleUnaryOperator function = ElementFunctions.of(applied.function()).orElseThrow();
      return new Tensor(x.shape(), Arrays.stream(x.data()).map(function).toArray());
    }
    if (op instanceof Chain.AdaptiveOp pooling) {
      layout = pooling.layout();
      return adaptive.of(pooling, x);
    }
    if (op instanceof Chain.PatchesOp patches) {
      return PatchRun.ordered(x, requireNonNull(layout), patches);
    }
    if (op instanceof Chain.BatchOp batch) {
      layout = layout == null ? null : batch.after(layout);
      return reshaped(x, batch.added());
    }
    if (op instanceof Chain.ScaleOp scale) {
      return new Tensor(
          x.shape(),
          Arrays.stream(x.data())
              .map(value -> value * scale.numerator() / scale.denominator())
              .toArray());
    }
    if (op instanceof Chain.DivideOp division) {
      return divided(x, division);
    }
    return op instanceof Chain.LayerOp layer ? layer(layer.layer(), x) : biased(x);
  }

  private static Tensor reshaped(Tensor x, boolean added) {
    int[] shape = x.shape();
    int[] after = new int[shape.length + (added ? 1 : -1)];
    if (added) {
      after[0] = 1;
      System.arraycopy(shape, 0, after, 1, shape.length);
    } else {
      System.arraycopy(shape, 1, after, 0, after.length);
    }
    return new Tensor(after, x.data());
  }

  private Tensor divided(Tensor x, Chain.DivideOp division) {
    double[] ones = new double[input.data().length];
    Arrays.fill(ones, 1);
    Tensor coverage =
        of(division.coverage(), new Tensor(input.shape(), ones), source, engine, adaptive);
    if (!Arrays.equals(coverage.shape(), x.shape())) {
      throw new Refusal(
          Fault.at(division.place(), "this divides by a tensor of another shape", null));
    }
    double[] data = x.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] /= coverage.data()[i];
    }
    return new Tensor(x.shape(), data);
  }

  private Tensor layer(Layer open, Tensor x) {
    Layer layer = ChosenChannels.of(open.withInputShape(Shape.of(x.shape()))).get(0);
    int index = layers++;
    if (chain.isOfPatches(index)) {
      layout = layer.layout();
      return engine.apply(layer, new CaseTensors(x, PatchRun.taps(layer), null, null));
    }
    boolean isPooling = layer.weightShape() == null;
    Parameters numbers =
        isPooling ? new Parameters(layer, null, null) : source.of(weights++, layer);
    Tensor given = numbers.weight();
    Tensor weight = given == null ? null : CarriedWeight.carried(given, numbers.of(), layer);
    Tensor bias = layer.biasShape() == null ? null : numbers.bias();
    last = isPooling ? last : numbers;
    layout = layer.layout();
    return engine.apply(layer, new CaseTensors(x, weight, bias, null));
  }

  private Tensor biased(Tensor x) {
    double[] bias = requireNonNull(requireNonNull(last).bias()).data();
    int inner = 1;
    String axes = requireNonNull(layout).axes();
    int after = axes.length() - 1 - axes.indexOf('C');
    for (int axis = x.shape().length - after; axis < x.shape().length; axis++) {
      inner *= x.shape()[axis];
    }
    double[] data = x.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] += bias[i / inner % bias.length];
    }
    return new Tensor(x.shape(), data);
  }

  private static Tensor padded(Tensor x, TensorPadding padding) {
    int[][] sources = new int[x.shape().length][];
    for (int axis = 0; axis < sources.length; axis++) {
      sources[axis] = padding.sources(axis, x.shape()[axis]);
    }
    return gathered(x, sources, padding.value().number().doubleValue());
  }

  private static Tensor sliced(Tensor x, List<AxisRange> ranges) {
    int[][] sources = new int[x.shape().length][];
    for (int axis = 0; axis < sources.length; axis++) {
      int size = x.shape()[axis];
      AxisRange range = axis < ranges.size() ? ranges.get(axis) : AxisRange.ALL;
      int begin = range.begin() == null ? 0 : range.begin();
      int end = range.end() == null ? size : range.end();
      int from = Math.max(begin < 0 ? begin + size : begin, 0);
      int to = Math.min(end < 0 ? end + size : end, size);
      sources[axis] =
          IntStream.range(0, size)
              .filter(i -> i >= from && i < to && (i - from) % range.step() == 0)
              .toArray();
    }
    return gathered(x, sources, 0);
  }

  /** The elements at the given places of each axis; {@code fill} where the place is negative. */
  private static Tensor gathered(Tensor x, int[][] sources, double fill) {
    int[] shape = Arrays.stream(sources).mapToInt(places -> places.length).toArray();
    double[] data = new double[Math.toIntExact(Shape.of(shape).elements())];
    int[] index = new int[shape.length];
    for (int i = 0; i < data.length; i++) {
      int rest = i;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        index[axis] = sources[axis][rest % shape[axis]];
        rest /= shape[axis];
      }
      int flat = 0;
      boolean inside = true;
      for (int axis = 0; axis < shape.length; axis++) {
        inside &= index[axis] >= 0;
        flat = flat * x.shape()[axis] + index[axis];
      }
      data[i] = inside ? x.data()[flat] : fill;
    }
    return new Tensor(shape, data);
  }

  /** The axes reordered: axis {@code i} of the result is axis {@code permutation[i]}. */
  static Tensor permuted(Tensor x, int[] permutation) {
    int rank = permutation.length;
    int[] shape = Arrays.stream(permutation).map(axis -> x.shape()[axis]).toArray();
    int[] strides = new int[rank];
    int stride = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= x.shape()[axis];
    }
    double[] data = new double[x.data().length];
    for (int i = 0; i < data.length; i++) {
      int rest = i;
      int flat = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        flat += rest % shape[axis] * strides[permutation[axis]];
        rest /= shape[axis];
      }
      data[i] = x.data()[flat];
    }
    return new Tensor(shape, data);
  }
}
