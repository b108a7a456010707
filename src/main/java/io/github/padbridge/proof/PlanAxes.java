package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the steps of a plan do along each spatial axis, for a decision over all sizes. */
final class PlanAxes {
  private final List<List<AxisOp>> data = new ArrayList<>();
  private final List<List<AxisOp>> coverage = new ArrayList<>();
  private final int rank;
  private final List<Integer> kernelSize;
  private Layout layout;
  private Shape shape;
  private boolean flipped;
  private List<Integer> kernelDilations;

  private PlanAxes(Plan plan, Layout layout, List<Integer> kernelSize) {
    this.rank = kernelSize.size();
    this.kernelSize = kernelSize;
    this.layout = layout;
    this.shape = plan.input();
    this.kernelDilations = java.util.Collections.nCopies(rank, 1);
    for (int axis = 0; axis < rank; axis++) {
      data.add(new ArrayList<>());
      coverage.add(new ArrayList<>());
    }
  }

  /**
   * The ops along each axis.
   *
   * @param layout of the plan's input
   * @param kernelSize of the layer that it is the plan of
   * @return empty where a step does what cannot be said of one axis, or depends on the size in a
   *     way of its own
   */
  static Optional<List<List<AxisOp>>> of(Plan plan, Layout layout, List<Integer> kernelSize) {
    PlanAxes axes = new PlanAxes(plan, layout, kernelSize);
    for (Plan.Traced traced : plan.steps()) {
      if (!axes.add(traced.step())) {
        return Optional.empty();
      }
      if (traced.step().on() == Operand.DATA) {
        axes.shape = traced.shape();
      }
    }
    return Optional.of(axes.data);
  }

  private boolean add(Step step) {
    if (step.on() == Operand.WEIGHT) {
      return onWeight(step);
    }
    if (step instanceof Step.Transpose transpose) {
      layout = layout.permuted(transpose.permutation());
      return true;
    }
    if (step instanceof Step.ExpandDims || step instanceof Step.Squeeze) {
      // The batch axis comes and goes.
      layout =
          new Layout(step instanceof Step.ExpandDims ? "N" + layout : layout.axes().substring(1));
      return true;
    }
    if (step instanceof Step.Split || step instanceof Step.Concat) {
      int axis = step instanceof Step.Split split ? split.axis() : ((Step.Concat) step).axis();
      return layout.axes().charAt(axis) == 'C';
    }
    if (step instanceof Step.Pad pad) {
      return padded(pad);
    }
    if (step instanceof Step.Slice slice) {
      return sliced(slice);
    }
    if (step instanceof Step.Ones) {
      // The ones begin where the data does.
      return data.stream().allMatch(List::isEmpty);
    }
    if (step instanceof Step.Divide) {
      for (int axis = 0; axis < rank; axis++) {
        data.get(axis).add(new AxisOp.Divide(coverage.get(axis)));
      }
      return true;
    }
    if (step instanceof Step.Scale scale) {
      return scaled(scale);
    }
    return step instanceof TensorFlowStep own
        ? tensorFlow(own)
        : step instanceof TorchStep torch && torch(torch);
  }

  private boolean onWeight(Step step) {
    if (step instanceof Step.FlipKernel) {
      flipped = !flipped;
    } else if (step instanceof TensorFlowStep.DilateKernel dilate) {
      kernelDilations = dilate.dilations();
    }
    return true;
  }

  private List<AxisOp> ops(Operand on, int axis) {
    return (on == Operand.COVERAGE ? coverage : data).get(axis);
  }

  /** Which spatial axis stands at a position, -1 for none. */
  private int axis(int position) {
    return Layout.spatialAxes(rank).indexOf(layout.axes().charAt(position));
  }

  private int position(int axis) {
    return layout.indexOf(Layout.spatialAxes(rank).charAt(axis));
  }

  private static Fill fill(Step.Pad.Fill fill) {
    return switch (fill) {
      case ZERO -> Fill.ZERO;
      case ONE -> new Fill.Constant(1);
      case LOWEST -> Fill.MINUS_INFINITY;
    };
  }

  private boolean padded(Step.Pad pad) {
    Fill fill =
        switch (pad.mode()) {
          case CONSTANT -> fill(pad.fill());
          case REFLECT -> new Fill.Copies(AxisOp.Mode.REFLECT);
          case REPLICATE -> new Fill.Copies(AxisOp.Mode.REPLICATE);
          case CIRCULAR -> new Fill.Copies(AxisOp.Mode.CIRCULAR);
        };
    for (int position = 0; position < pad.paddings().size(); position++) {
      PadAmount amount = pad.paddings().get(position);
      if (!amount.isNone()) {
        if (axis(position) < 0) {
          return false;
        }
        ops(pad.on(), axis(position)).add(new AxisOp.Pad(amount.before(), amount.after(), fill));
      }
    }
    return true;
  }

  private boolean sliced(Step.Slice slice) {
    for (int axis = 0; axis < rank; axis++) {
      int position = position(axis);
      int begin = slice.begin().get(position);
      Optional<Long> rest = difference(shape.size(position), slice.size().get(position));
      if (rest.isEmpty()) {
        return false;
      }
      int after = Math.toIntExact(rest.get() - begin);
      data.get(axis).add(new AxisOp.Pad(-begin, -after, Fill.ZERO));
    }
    return true;
  }

  /** An average by the whole window becomes one by a number. */
  private boolean scaled(Step.Scale scale) {
    long whole = kernelSize.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
    for (int axis = 0; axis < rank; axis++) {
      List<AxisOp> ops = data.get(axis);
      int last = ops.size() - 1;
      if (last < 0
          || whole != scale.numerator()
          || !(ops.get(last) instanceof AxisOp.Average average)
          || !(average.divisor() instanceof Divisor.Whole)) {
        return false;
      }
      Divisor divisor =
          AxisOp.divisor(new Divisor.Constant(scale.denominator()), axis, rank, whole);
      ops.set(last, new AxisOp.Average(average.window(), average.edges(), null, divisor));
    }
    return true;
  }

  /** How much longer one size is than another; empty where that depends on the input. */
  private static Optional<Long> difference(Size longer, Size shorter) {
    try {
      return Optional.of(longer.minus(shorter));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private boolean tensorFlow(TensorFlowStep step) {
    if (step instanceof TensorFlowStep.Gather gather) {
      AxisOp.Mode mode =
          switch (gather.mode()) {
            case CLIP -> AxisOp.Mode.REPLICATE;
            case WRAP -> AxisOp.Mode.CIRCULAR;
          };
      PadAmount amount = gather.amount();
      data.get(axis(gather.axis()))
          .add(new AxisOp.Pad(amount.before(), amount.after(), new Fill.Copies(mode)));
      return true;
    }
    if (step instanceof TensorFlowStep.ZeroInsert insert) {
      for (int axis = 0; axis < rank; axis++) {
        data.get(axis).add(new AxisOp.Spread(insert.strides().get(axis)));
      }
      return true;
    }
    if (step instanceof TensorFlowStep.Conv conv) {
      if (startsByBuild(conv.padding())) {
        return false;
      }
      for (int axis = 0; axis < rank; axis++) {
        Window window = window(axis, conv.strides().get(axis), conv.dilations().get(axis));
        data.get(axis).add(sum(window, edges(conv.padding(), axis), flipped));
      }
      return true;
    }
    if (step instanceof TensorFlowStep.ConvTranspose conv) {
      return transposed(conv);
    }
    if (step instanceof TensorFlowStep.AddBias) {
      data.forEach(ops -> ops.add(new AxisOp.Bias(0)));
      return true;
    }
    if (step instanceof TensorFlowStep.WindowMax max) {
      Window window = Window.forward(max.size(), max.stride(), max.dilation());
      data.get(axis(max.axis())).add(new AxisOp.Max(window, new Edges.Fixed(PadAmount.NONE), null));
      return true;
    }
    TensorFlowStep.Pool pool = (TensorFlowStep.Pool) step;
    if (startsByBuild(pool.padding())) {
      return false;
    }
    for (int axis = 0; axis < rank; axis++) {
      Window window = Window.forward(pool.ksize().get(axis), pool.strides().get(axis), 1);
      Edges edges = edges(pool.padding(), axis);
      boolean same = pool.padding() instanceof ConvPadding.Same;
      ops(pool.on(), axis)
          .add(
              pool.pooling() == Pooling.MAX
                  ? new AxisOp.Max(window, edges, null)
                  : new AxisOp.Average(
                      window, edges, null, same ? new Divisor.Elements() : new Divisor.Whole()));
    }
    return true;
  }

  private Window window(int axis, int stride, int dilation) {
    return Window.forward(
        kernelSize.get(axis), stride, Math.multiplyExact(dilation, kernelDilations.get(axis)));
  }

  /** Where SAME starts in three dimensions depends on the build of TensorFlow. */
  private boolean startsByBuild(ConvPadding padding) {
    return rank == 3 && padding instanceof ConvPadding.Same;
  }

  private static Edges edges(ConvPadding padding, int axis) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return padding instanceof ConvPadding.Same
        ? new Edges.Same(false)
        : new Edges.Fixed(PadAmount.NONE);
  }

  private static AxisOp sum(Window window, Edges edges, boolean reversed) {
    return new AxisOp.Sum(window, edges, null, 0, Border.ZEROS, reversed);
  }

  private boolean transposed(TensorFlowStep.ConvTranspose conv) {
    for (int axis = 0; axis < rank; axis++) {
      Window window = transposed(axis, conv.strides().get(axis), conv.dilations().get(axis));
      Size full =
          ConvArithmetic.transposedFull(
              shape.size(position(axis)), window.reach(), window.baseDilation());
      Optional<Long> longer = difference(full, conv.outputShape().size(position(axis)));
      if (longer.isEmpty()) {
        return false;
      }
      long before = cropped(conv.padding(), axis, longer.get());
      data.get(axis).add(cropped(window, before, longer.get() - before));
    }
    return true;
  }

  /** What a transposed convolution crops at the start of a result that is too long. */
  private static long cropped(ConvPadding padding, int axis, long longer) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      return explicit.amounts().get(axis).before();
    }
    return padding instanceof ConvPadding.Same ? Math.max(longer, 0) / 2 : 0;
  }

  private Window transposed(int axis, int stride, int dilation) {
    return Window.transposed(
        kernelSize.get(axis), stride, Math.multiplyExact(dilation, kernelDilations.get(axis)));
  }

  private AxisOp cropped(Window window, long before, long after) {
    long last = window.reach() - 1;
    PadAmount padding =
        new PadAmount(Math.toIntExact(last - before), Math.toIntExact(last - after));
    return sum(window, new Edges.Fixed(padding), !flipped);
  }

  private boolean torch(TorchStep step) {
    for (int axis = 0; axis < rank; axis++) {
      if (step instanceof TorchStep.SamePad pad) {
        Window window =
            Window.forward(
                pad.kernelSize().get(axis), pad.strides().get(axis), pad.dilations().get(axis));
        ops(pad.on(), axis)
            .add(new AxisOp.RulePad(new Edges.Same(pad.lateStart()), window, fill(pad.fill())));
      } else if (step instanceof TorchStep.Conv conv) {
        int padding = conv.padding().get(axis);
        Window window = window(axis, conv.stride().get(axis), conv.dilation().get(axis));
        data.get(axis).add(sum(window, new Edges.Fixed(new PadAmount(padding, padding)), flipped));
      } else if (step instanceof TorchStep.ConvTranspose conv) {
        int padding = conv.padding().get(axis);
        Window window = transposed(axis, conv.stride().get(axis), conv.dilation().get(axis));
        data.get(axis)
            .add(cropped(window, padding, (long) padding - conv.outputPadding().get(axis)));
      } else {
        pooled((TorchStep.Pool) step, axis);
      }
    }
    boolean bias =
        (step instanceof TorchStep.Conv conv && conv.bias())
            || (step instanceof TorchStep.ConvTranspose transposed && transposed.bias());
    if (bias) {
      data.forEach(ops -> ops.add(new AxisOp.Bias(0)));
    }
    return true;
  }

  private void pooled(TorchStep.Pool pool, int axis) {
    int padding = pool.padding().get(axis);
    Window window =
        Window.forward(
            pool.kernelSize().get(axis), pool.stride().get(axis), pool.dilation().get(axis));
    Edges edges =
        pool.ceilMode()
            ? new Edges.Ceil(padding)
            : new Edges.Fixed(new PadAmount(padding, padding));
    if (pool.pooling() == Pooling.MAX) {
      ops(pool.on(), axis).add(new AxisOp.Max(window, edges, null));
      return;
    }
    Integer override = pool.divisorOverride();
    Divisor divisor =
        override != null
            ? new Divisor.Constant(override)
            : pool.countIncludePad() ? new Divisor.Padded() : new Divisor.Elements();
    long whole = pool.kernelSize().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
    ops(pool.on(), axis)
        .add(new AxisOp.Average(window, edges, null, AxisOp.divisor(divisor, axis, rank, whole)));
  }
}
