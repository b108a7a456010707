package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Interpreter;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ops of a plan along each spatial axis, for the decision for every size. A method returns
 * false where a step cannot be described along one axis, or depends on the size in another way.
 * Each target has a subclass for its steps.
 */
abstract class PlanAxes implements Interpreter<Boolean> {
  private final List<List<AxisOp>> data = new ArrayList<>();
  private final List<List<AxisOp>> coverage = new ArrayList<>();
  private final int rank;
  private final List<Integer> kernelSize;
  private Layout layout;
  private Shape shape;
  private boolean flipped;

  /**
   * @param shape of the plan's input
   * @param layout of the plan's input
   * @param kernelSize of the layer that it is the plan of
   */
  PlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    this.rank = kernelSize.size();
    this.kernelSize = kernelSize;
    this.layout = layout;
    this.shape = shape;
    for (int axis = 0; axis < rank; axis++) {
      data.add(new ArrayList<>());
      coverage.add(new ArrayList<>());
    }
  }

  private interface Start {
    PlanAxes of(Shape shape, Layout layout, List<Integer> kernelSize);
  }

  private static @Nullable Start start(OpSet target) {
    if (target.equals(TensorFlowOpSet.OPS)) {
      return TensorFlowPlanAxes::new;
    }
    if (target.equals(TorchOpSet.OPS)) {
      return TorchPlanAxes::new;
    }
    if (target.equals(OnnxOpSet.OPS)) {
      return OnnxPlanAxes::new;
    }
    return target.equals(JaxOpSet.OPS) ? JaxPlanAxes::new : null;
  }

  /**
   * The ops along each axis.
   *
   * @param layout of the plan's input
   * @param kernelSize of the layer that it is the plan of
   * @return empty where a step has no such op, or where the target has no subclass
   */
  static Optional<List<List<AxisOp>>> of(Plan plan, Layout layout, List<Integer> kernelSize) {
    Start start = start(plan.target());
    if (start == null) {
      return Optional.empty();
    }
    PlanAxes axes = start.of(plan.input(), layout, kernelSize);
    for (Plan.Traced traced : plan.steps()) {
      boolean known =
          traced.step().on() == Operand.WEIGHT
              ? axes.onWeight(traced.step())
              : traced.step().accept(axes);
      if (!known) {
        return Optional.empty();
      }
      if (traced.step().on() == Operand.DATA) {
        axes.shape = traced.shape();
      }
    }
    return Optional.of(axes.data);
  }

  /** Applies a step to the kernel. */
  private boolean onWeight(Step step) {
    if (step instanceof FlipKernel || step instanceof DilateKernel) {
      return step.accept(this);
    }
    // Its axes are reordered, split or joined; along its axis every element keeps its position.
    return true;
  }

  final int rank() {
    return rank;
  }

  final int kernelSize(int axis) {
    return kernelSize.get(axis);
  }

  /** Whether the kernel is flipped after the steps so far. */
  final boolean isFlipped() {
    return flipped;
  }

  /** The size of an axis of the data after the steps so far. */
  final Size size(int axis) {
    return shape.size(position(axis));
  }

  final void add(Operand on, int axis, AxisOp op) {
    ops(on, axis).add(op);
  }

  private List<AxisOp> ops(Operand on, int axis) {
    return (on == Operand.COVERAGE ? coverage : data).get(axis);
  }

  /** The spatial axis at a position; -1 for none. */
  final int axis(int position) {
    return Layout.spatialAxes(rank).indexOf(layout.axes().charAt(position));
  }

  private int position(int axis) {
    return layout.indexOf(Layout.spatialAxes(rank).charAt(axis));
  }

  @Override
  public Boolean expandDims(ExpandDims step) {
    layout = new Layout("N" + layout);
    return true;
  }

  @Override
  public Boolean squeeze(Squeeze step) {
    layout = new Layout(layout.axes().substring(1));
    return true;
  }

  @Override
  public Boolean transpose(Transpose step) {
    layout = layout.permuted(step.permutation());
    return true;
  }

  public Boolean split(Split step) {
    return layout.axes().charAt(step.axis()) == 'C';
  }

  public Boolean concat(Concat step) {
    return layout.axes().charAt(step.axis()) == 'C';
  }

  @Override
  public Boolean reshape(Reshape step) {
    return false;
  }

  @Override
  public Boolean flipKernel(FlipKernel step) {
    flipped = !flipped;
    return true;
  }

  /** The ones must start where the data starts. */
  @Override
  public Boolean ones(Ones step) {
    return data.stream().allMatch(List::isEmpty);
  }

  @Override
  public Boolean divide(Divide step) {
    for (int axis = 0; axis < rank; axis++) {
      data.get(axis).add(new AxisOp.Divide(coverage.get(axis)));
    }
    return true;
  }

  static Fill fill(Pad.Fill fill) {
    return switch (fill) {
      case ZERO -> Fill.ZERO;
      case ONE -> new Fill.Constant(1);
      case LOWEST -> Fill.MINUS_INFINITY;
    };
  }

  @Override
  public Boolean pad(Pad pad) {
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
        add(pad.on(), axis(position), new AxisOp.Pad(amount.before(), amount.after(), fill));
      }
    }
    return true;
  }

  public Boolean slice(Slice slice) {
    for (int axis = 0; axis < rank; axis++) {
      int position = position(axis);
      int begin = slice.begin().get(position);
      Optional<Long> rest = difference(size(axis), slice.size().get(position));
      if (rest.isEmpty()) {
        return false;
      }
      int after = Math.toIntExact(rest.get() - begin);
      data.get(axis).add(new AxisOp.Pad(-begin, -after, Fill.ZERO));
    }
    return true;
  }

  /** Replaces the divisor of an average over the window by a number. */
  @Override
  public Boolean scale(Scale scale) {
    return whole() == scale.numerator() && divided(new Divisor.Whole(), scale.denominator());
  }

  private long whole() {
    return whole(kernelSize);
  }

  /** The size of a window over all axes. */
  static long whole(List<Integer> window) {
    return window.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
  }

  /**
   * Replaces the divisor of the last op, an average, by a number.
   *
   * @return false where the last op is no average with that divisor
   */
  final boolean divided(Divisor replaced, int number) {
    for (int axis = 0; axis < rank; axis++) {
      List<AxisOp> ops = data.get(axis);
      int last = ops.size() - 1;
      if (last < 0
          || !(ops.get(last) instanceof AxisOp.Average average)
          || !average.divisor().equals(replaced)) {
        return false;
      }
      Divisor divisor = AxisOp.divisor(new Divisor.Constant(number), axis, rank, whole());
      ops.set(last, new AxisOp.Average(average.window(), average.edges(), null, divisor));
    }
    return true;
  }

  /** The difference of two sizes; empty where it depends on the input. */
  static Optional<Long> difference(Size longer, Size shorter) {
    try {
      return Optional.of(longer.minus(shorter));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }
}
