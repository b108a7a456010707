package io.github.padbridge.equivalence;

import io.github.padbridge.chain.AxisRange;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a chain of ops into the ops along each spatial axis. */
public final class ChainAxes {
  private final List<List<AxisOp>> axes = new ArrayList<>();
  private Layout layout;
  private int weights;

  /** Whether a constant padding crops one end before it pads the other, as F.pad does. */
  private boolean cropsFirst;

  /** The size of the windows of the last layer over all axes. */
  private long whole;

  private ChainAxes(Layout layout, int rank) {
    this.layout = layout;
    for (int axis = 0; axis < rank; axis++) {
      axes.add(new ArrayList<>());
    }
  }

  /**
   * The ops along each spatial axis, outermost first.
   *
   * @throws Refusal if an op changes another axis
   */
  public static List<List<AxisOp>> of(Chain chain) {
    ChainAxes parts = new ChainAxes(ChainLayout.input(chain), chain.spatialRank());
    parts.cropsFirst = chain.style().framework() == Framework.PYTORCH;
    chain.ops().forEach(parts::add);
    return parts.axes.stream().map(AxisForm::of).toList();
  }

  /** The ops along each spatial axis of one layer. */
  public static List<List<AxisOp>> of(Layer layer) {
    ChainAxes parts = new ChainAxes(layer.layout(), layer.spatialRank());
    parts.layer(layer, Place.of(layer.opName()), false);
    return parts.axes.stream().map(AxisForm::of).toList();
  }

  private void add(Chain.Op op) {
    if (op instanceof Chain.TransposeOp transpose) {
      layout = layout.permuted(transpose.permutation().stream().mapToInt(i -> i).toArray());
    } else if (op instanceof Chain.PadOp pad) {
      pad(pad.padding(), op.place());
    } else if (op instanceof Chain.SliceOp slice) {
      slice(slice.axes(), op.place());
    } else if (op instanceof Chain.BatchOp batch) {
      layout = batch.after(layout);
    } else if (op instanceof Chain.ScaleOp scale) {
      scale(scale);
    } else if (op instanceof Chain.DivideOp division) {
      divide(division);
    } else if (op instanceof Chain.BiasOp) {
      axes.forEach(ops -> ops.add(new AxisOp.Bias(weights - 1)));
    } else if (op instanceof Chain.FunctionOp function) {
      axes.forEach(ops -> ops.add(new AxisOp.Applied(function.function())));
    } else if (op instanceof Chain.AdaptiveOp adaptive) {
      requireData(op.noun(), adaptive.layout(), op.place());
      AdaptivePooling pooling = adaptive.pooling();
      for (int axis = 0; axis < axes.size(); axis++) {
        axes.get(axis).add(new AxisOp.Adaptive(pooling.max(), pooling.outputs().get(axis)));
      }
    } else if (op instanceof Chain.LayerOp layer) {
      layer(layer.layer(), op.place(), layer.sized());
    }
  }

  private void pad(TensorPadding padding, Place place) {
    for (int i = 0; i < padding.rank(); i++) {
      AxisPadding amount = padding.axis(i);
      if (amount.interior() != 0) {
        throw refusal(place, "padding between elements cannot be compared", null);
      }
      if (!amount.isNone()) {
        PadAmount ends = new PadAmount(amount.before(), amount.after());
        if (cropsFirst && padding.mode() == FillMode.CONSTANT && ends.shifts()) {
          spatial(i, place).add(AxisOp.AtLeast.beforeCrop(ends));
        }
        spatial(i, place).add(new AxisOp.Pad(amount.before(), amount.after(), fill(padding)));
      }
    }
  }

  private static Fill fill(TensorPadding padding) {
    return switch (padding.mode()) {
      case CONSTANT -> new Fill.Constant(padding.value().number().doubleValue());
      case REFLECT -> new Fill.Copies(AxisOp.Mode.REFLECT);
      case SYMMETRIC -> new Fill.Copies(AxisOp.Mode.SYMMETRIC);
      case REPLICATE -> new Fill.Copies(AxisOp.Mode.REPLICATE);
      case CIRCULAR -> new Fill.Copies(AxisOp.Mode.CIRCULAR);
    };
  }

  private void slice(List<AxisRange> ranges, Place place) {
    for (int i = 0; i < ranges.size(); i++) {
      AxisRange range = ranges.get(i);
      if (!range.equals(AxisRange.ALL)) {
        int begin = range.begin() == null ? 0 : range.begin();
        spatial(i, place).add(new AxisOp.Slice(begin, range.end(), range.step()));
      }
    }
  }

  /** The ops of the axis at a position of the data. */
  private List<AxisOp> spatial(int position, Place place) {
    if (position >= layout.axes().length()) {
      throw refusal(place, "this has more axes than the data (" + layout + ")", null);
    }
    int axis = Layout.spatialAxes(axes.size()).indexOf(layout.axes().charAt(position));
    if (axis < 0) {
      throw refusal(
          place,
          "axis " + position + " of the data (" + layout + ") is not a spatial axis",
          "pads and slices are compared on spatial axes only");
    }
    return axes.get(axis);
  }

  /**
   * @param sized whether it is this layer on its own input size only
   */
  private void layer(Layer layer, Place place, boolean sized) {
    requireData(layer.opName(), layer.layout(), place);
    Computation computation = LayerComputation.of(layer);
    boolean fixed = sized || layer.hasFixedOutput();
    whole =
        computation.axes().stream()
            .mapToLong(axis -> axis.window().size())
            .reduce(1, (a, b) -> a * b);
    for (int axis = 0; axis < axes.size(); axis++) {
      WindowDimension dimension = computation.axes().get(axis);
      Size input = dimension.input();
      Integer only = fixed && input.isKnown() ? (Integer) input.intValue() : null;
      // PyTorch's avg_pool3d refuses an input that is shorter than the kernel, even if it is
      // padded.
      if (layer instanceof PoolSpec pool && pool.op() == PoolOp.AVG_POOL3D && dimension.mayPad()) {
        axes.get(axis).add(new AxisOp.AtLeast(dimension.window().size()));
      }
      axes.get(axis).add(op(computation, dimension, only, axis, whole));
      if (computation instanceof Convolution convolution && convolution.bias()) {
        axes.get(axis).add(new AxisOp.Bias(weights));
      }
    }
    // A pooling has no weight: the other side may have an adaptive pooling here, or none.
    weights += computation instanceof Convolution ? 1 : 0;
  }

  private void requireData(String op, Layout takes, Place place) {
    if (!sameAxes(takes, layout)) {
      throw refusal(
          place, op + " needs " + takes + " data, but the data is " + layout + " here", null);
    }
  }

  /** Another divisor of the average before it, which divided by the size of its windows. */
  private void scale(Chain.ScaleOp scale) {
    boolean isOfWindow =
        scale.numerator() == whole && axes.stream().allMatch(ChainAxes::endsWithWhole);
    if (!isOfWindow) {
      throw refusal(
          scale.place(),
          "the data is multiplied by a number that is not the size of the windows before it",
          "compare reads no other arithmetic");
    }
    Divisor divisor = new Divisor.Constant(scale.denominator());
    for (int axis = 0; axis < axes.size(); axis++) {
      List<AxisOp> ops = axes.get(axis);
      AxisOp.Average average = (AxisOp.Average) ops.remove(ops.size() - 1);
      ops.add(
          new AxisOp.Average(
              average.window(),
              average.edges(),
              average.onlySize(),
              AxisOp.divisor(divisor, axis, axes.size(), whole)));
    }
  }

  /** Whether the last op is an average whose divisor is the size of the window. */
  private static boolean endsWithWhole(List<AxisOp> ops) {
    if (ops.isEmpty() || !(ops.get(ops.size() - 1) instanceof AxisOp.Average average)) {
      return false;
    }
    boolean isUnpadded =
        average.edges() instanceof Edges.Fixed fixed
            && fixed.amount().before() <= 0
            && fixed.amount().after() <= 0;
    boolean countsAll =
        average.divisor() instanceof Divisor.Padded && !(average.edges() instanceof Edges.Ceil);
    return average.divisor() instanceof Divisor.Whole
        || countsAll
        || (average.divisor() instanceof Divisor.Elements && isUnpadded);
  }

  private void divide(Chain.DivideOp division) {
    List<List<AxisOp>> coverage = of(division.coverage());
    for (int axis = 0; axis < axes.size(); axis++) {
      if (coverage.size() != axes.size() || stride(coverage.get(axis)) != stride(axes.get(axis))) {
        throw refusal(division.place(), "this divides by a tensor of another size", null);
      }
      axes.get(axis).add(new AxisOp.Divide(coverage.get(axis)));
    }
  }

  private static long stride(List<AxisOp> ops) {
    return ops.stream()
        .filter(AxisOp.Windowed.class::isInstance)
        .mapToLong(op -> ((AxisOp.Windowed) op).window().stride())
        .reduce(1, (a, b) -> a * b);
  }

  /** Whether the layouts are equal without the batch axis. */
  private static boolean sameAxes(Layout one, Layout other) {
    return one.axes().replace("N", "").equals(other.axes().replace("N", ""));
  }

  private AxisOp op(
      Computation computation,
      WindowDimension dimension,
      @Nullable Integer only,
      int axis,
      long whole) {
    if (computation instanceof Convolution convolution) {
      return new AxisOp.Sum(
          dimension.window(),
          dimension.edges(),
          only,
          weights,
          convolution.border(),
          convolution.windowReversal());
    }
    if (computation instanceof AveragePooling average) {
      Divisor divisor = AxisOp.divisor(average.divisor(), axis, axes.size(), whole);
      return new AxisOp.Average(dimension.window(), dimension.edges(), only, divisor);
    }
    return new AxisOp.Max(dimension.window(), dimension.edges(), only);
  }

  private static Refusal refusal(Place place, String message, @Nullable String help) {
    return new Refusal(Fault.at(place, message, help));
  }
}
