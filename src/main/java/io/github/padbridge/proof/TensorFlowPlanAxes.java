package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;

/** The TensorFlow steps along each spatial axis. */
final class TensorFlowPlanAxes extends PlanAxes implements TensorFlowStep.Interpreter<Boolean> {
  TensorFlowPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  @Override
  public Boolean gather(TensorFlowStep.Gather step) {
    AxisOp.Mode mode =
        switch (step.mode()) {
          case CLIP -> AxisOp.Mode.REPLICATE;
          case WRAP -> AxisOp.Mode.CIRCULAR;
        };
    PadAmount amount = step.amount();
    add(
        Operand.DATA,
        axis(step.axis()),
        new AxisOp.Pad(amount.before(), amount.after(), new Fill.Copies(mode)));
    return true;
  }

  @Override
  public Boolean dilateKernel(TensorFlowStep.DilateKernel step) {
    dilate(step.dilations());
    return true;
  }

  @Override
  public Boolean zeroInsert(TensorFlowStep.ZeroInsert step) {
    for (int axis = 0; axis < rank(); axis++) {
      add(Operand.DATA, axis, new AxisOp.Spread(step.strides().get(axis)));
    }
    return true;
  }

  @Override
  public Boolean conv(TensorFlowStep.Conv step) {
    if (startsByBuild(step.padding())) {
      return false;
    }
    for (int axis = 0; axis < rank(); axis++) {
      Window window = window(axis, step.strides().get(axis), step.dilations().get(axis));
      add(Operand.DATA, axis, sum(window, edges(step.padding(), axis)));
    }
    return true;
  }

  @Override
  public Boolean convTranspose(TensorFlowStep.ConvTranspose step) {
    for (int axis = 0; axis < rank(); axis++) {
      Window window = transposed(axis, step.strides().get(axis), step.dilations().get(axis));
      Size full = ConvArithmetic.transposedFull(size(axis), window.reach(), window.baseDilation());
      Optional<Long> longer = difference(full, step.outputShape().size(axis + 1));
      if (longer.isEmpty()) {
        return false;
      }
      long before = cropped(step.padding(), axis, longer.get());
      add(Operand.DATA, axis, cropped(window, before, longer.get() - before));
    }
    return true;
  }

  /** The crop at the start of a full transposed result that is longer than the output. */
  private static long cropped(ConvPadding padding, int axis, long longer) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      return explicit.amounts().get(axis).before();
    }
    return padding instanceof ConvPadding.Same ? Math.max(longer, 0) / 2 : 0;
  }

  @Override
  public Boolean addBias(TensorFlowStep.AddBias step) {
    return biased();
  }

  @Override
  public Boolean windowMax(TensorFlowStep.WindowMax step) {
    Window window = Window.forward(step.size(), step.stride(), step.dilation());
    add(
        Operand.DATA,
        axis(step.axis()),
        new AxisOp.Max(window, new Edges.Fixed(PadAmount.NONE), null));
    return true;
  }

  @Override
  public Boolean windowMean(TensorFlowStep.WindowMean step) {
    return mean(
        step.on(), axis(step.axis()), Window.forward(step.size(), step.stride(), step.dilation()));
  }

  @Override
  public Boolean samePad(TensorFlowStep.SamePad step) {
    for (int axis = 0; axis < rank(); axis++) {
      Window window =
          Window.forward(
              step.kernelSize().get(axis), step.strides().get(axis), step.dilations().get(axis));
      add(
          step.on(),
          axis,
          new AxisOp.RulePad(new Edges.Same(step.rule()), window, fill(step.fill())));
    }
    return true;
  }

  @Override
  public Boolean pool(TensorFlowStep.Pool step) {
    if (startsByBuild(step.padding())) {
      return false;
    }
    boolean same = step.padding() instanceof ConvPadding.Same;
    Divisor divisor = same ? new Divisor.Elements() : new Divisor.Whole();
    for (int axis = 0; axis < rank(); axis++) {
      Window window = Window.forward(step.ksize().get(axis), step.strides().get(axis), 1);
      Edges edges = edges(step.padding(), axis);
      add(
          step.on(),
          axis,
          step.pooling() == Pooling.MAX
              ? new AxisOp.Max(window, edges, null)
              : new AxisOp.Average(window, edges, null, divisor));
    }
    return true;
  }

  /** In three dimensions the start of SAME depends on the build of TensorFlow. */
  private boolean startsByBuild(ConvPadding padding) {
    return rank() == 3 && padding instanceof ConvPadding.Same;
  }

  private static Edges edges(ConvPadding padding, int axis) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return padding instanceof ConvPadding.Same
        ? new Edges.Same(SameRule.UPPER)
        : new Edges.Fixed(PadAmount.NONE);
  }
}
