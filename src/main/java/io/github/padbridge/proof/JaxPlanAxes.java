package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.JaxStep;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.WindowPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The JAX steps along each spatial axis. */
final class JaxPlanAxes extends PlanAxes implements JaxStep.Interpreter<Boolean> {
  /** A sum is an average that divides by 1. */
  private static final Divisor NONE = new Divisor.Constant(1);

  JaxPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  @Override
  public Boolean conv(JaxStep.ConvGeneralDilated step) {
    for (int axis = 0; axis < rank(); axis++) {
      int stride = step.windowStrides().get(axis);
      int spread = step.lhsDilation().get(axis);
      int dilation = step.rhsDilation().get(axis);
      if (stride > 1 && spread > 1) {
        return false;
      }
      Window window =
          spread > 1 ? transposed(axis, spread, dilation) : window(axis, stride, dilation);
      add(Operand.DATA, axis, sum(window, edges(step.padding(), axis)));
    }
    return true;
  }

  @Override
  public Boolean reduceWindow(JaxStep.ReduceWindow step) {
    for (int axis = 0; axis < rank(); axis++) {
      Window window =
          Window.forward(
              step.windowDimensions().get(axis),
              step.windowStrides().get(axis),
              step.windowDilation().get(axis));
      Edges edges = edges(step.padding(), axis);
      add(
          step.on(),
          axis,
          switch (step.reduction()) {
            case MAX -> new AxisOp.Max(window, edges, null);
            case ADD -> new AxisOp.Average(window, edges, null, NONE);
          });
    }
    return true;
  }

  @Override
  public Boolean addBias(JaxStep.AddBias step) {
    return biased();
  }

  /** Divides a sum. */
  @Override
  public Boolean scale(Step.Scale scale) {
    return scale.numerator() == 1 && divided(NONE, scale.denominator());
  }

  private static Edges edges(WindowPadding padding, int axis) {
    if (padding instanceof WindowPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return new Edges.Same(((WindowPadding.Same) padding).rule());
  }
}
