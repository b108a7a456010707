package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.OnnxStep;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The ONNX steps along each spatial axis. */
final class OnnxPlanAxes extends PlanAxes implements OnnxStep.Interpreter<Boolean> {
  OnnxPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  private static Edges edges(ConvPadding padding, int axis) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return padding == ConvPadding.SAME
        ? new Edges.Same(SameRule.UPPER)
        : padding == ConvPadding.SAME_LOWER
            ? new Edges.Same(SameRule.LOWER)
            : new Edges.Fixed(PadAmount.NONE);
  }

  @Override
  public Boolean samePad(OnnxStep.SamePad step) {
    for (int axis = 0; axis < rank(); axis++) {
      Window window =
          Window.forward(
              step.kernelShape().get(axis), step.strides().get(axis), step.dilations().get(axis));
      add(
          step.on(),
          axis,
          new AxisOp.RulePad(new Edges.Same(step.rule()), window, fill(step.fill())));
    }
    return true;
  }

  @Override
  public Boolean zeroInsert(OnnxStep.ZeroInsert step) {
    for (int axis = 0; axis < rank(); axis++) {
      add(Operand.DATA, axis, new AxisOp.Spread(step.strides().get(axis)));
    }
    return true;
  }

  @Override
  public Boolean conv(OnnxStep.Conv step) {
    for (int axis = 0; axis < rank(); axis++) {
      Window window = window(axis, step.strides().get(axis), step.dilations().get(axis));
      add(Operand.DATA, axis, sum(window, edges(step.padding(), axis)));
    }
    return !step.bias() || biased();
  }

  @Override
  public Boolean convTranspose(OnnxStep.ConvTranspose step) {
    for (int axis = 0; axis < rank(); axis++) {
      PadAmount crop = step.pads().get(axis);
      Window window = transposed(axis, step.strides().get(axis), step.dilations().get(axis));
      add(
          Operand.DATA,
          axis,
          cropped(window, crop.before(), (long) crop.after() - step.outputPadding().get(axis)));
    }
    return !step.bias() || biased();
  }

  @Override
  public Boolean maxPool(OnnxStep.MaxPool step) {
    for (int axis = 0; axis < rank(); axis++) {
      add(
          Operand.DATA,
          axis,
          new AxisOp.Max(
              window(step.windows(), axis), edges(step.windows().padding(), axis), null));
    }
    return true;
  }

  @Override
  public Boolean averagePool(OnnxStep.AveragePool step) {
    Divisor divisor = step.countIncludePad() ? new Divisor.Whole() : new Divisor.Elements();
    long whole =
        step.windows().kernelShape().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
    for (int axis = 0; axis < rank(); axis++) {
      add(
          step.on(),
          axis,
          new AxisOp.Average(
              window(step.windows(), axis),
              edges(step.windows().padding(), axis),
              null,
              AxisOp.divisor(divisor, axis, rank(), whole)));
    }
    return true;
  }

  private static Window window(OnnxStep.PoolWindows windows, int axis) {
    return Window.forward(
        windows.kernelShape().get(axis),
        windows.strides().get(axis),
        windows.dilations().get(axis));
  }
}
