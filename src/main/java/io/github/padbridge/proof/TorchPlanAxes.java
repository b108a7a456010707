package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The PyTorch steps along each spatial axis. */
final class TorchPlanAxes extends PlanAxes implements TorchStep.Interpreter<Boolean> {
  TorchPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  /** F.pad crops before it pads. */
  @Override
  public Boolean pad(Step.Pad step) {
    if (step.mode() == Step.Pad.Mode.CONSTANT) {
      for (int axis = 0; axis < rank(); axis++) {
        PadAmount amount = step.paddings().get(axis + 2);
        if (amount.shifts()) {
          add(step.on(), axis, AxisOp.AtLeast.beforeCrop(amount));
        }
      }
    }
    return super.pad(step);
  }

  @Override
  public Boolean samePad(TorchStep.SamePad step) {
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
  public Boolean windowMean(TorchStep.WindowMean step) {
    return mean(
        step.on(), axis(step.axis()), Window.forward(step.size(), step.stride(), step.dilation()));
  }

  @Override
  public Boolean zeroInsert(TorchStep.ZeroInsert step) {
    for (int axis = 0; axis < rank(); axis++) {
      add(Operand.DATA, axis, new AxisOp.Spread(step.strides().get(axis)));
    }
    return true;
  }

  @Override
  public Boolean conv(TorchStep.Conv step) {
    for (int axis = 0; axis < rank(); axis++) {
      int padding = step.padding().get(axis);
      Window window = window(axis, step.stride().get(axis), step.dilation().get(axis));
      add(Operand.DATA, axis, sum(window, new PadAmount(padding, padding), false));
    }
    return !step.bias() || biased();
  }

  @Override
  public Boolean convTranspose(TorchStep.ConvTranspose step) {
    for (int axis = 0; axis < rank(); axis++) {
      int padding = step.padding().get(axis);
      Window window = transposed(axis, step.stride().get(axis), step.dilation().get(axis));
      add(
          Operand.DATA,
          axis,
          cropped(window, padding, (long) padding - step.outputPadding().get(axis)));
    }
    return !step.bias() || biased();
  }

  @Override
  public Boolean pool(TorchStep.Pool step) {
    long whole = step.kernelSize().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
    for (int axis = 0; axis < rank(); axis++) {
      int padding = step.padding().get(axis);
      Window window =
          Window.forward(
              step.kernelSize().get(axis), step.stride().get(axis), step.dilation().get(axis));
      Edges edges =
          step.ceilMode()
              ? new Edges.Ceil(new PadAmount(padding, padding))
              : new Edges.Fixed(new PadAmount(padding, padding));
      add(
          step.on(),
          axis,
          step.pooling() == Pooling.MAX
              ? new AxisOp.Max(window, edges, null)
              : new AxisOp.Average(
                  window, edges, null, AxisOp.divisor(divisor(step), axis, rank(), whole)));
    }
    return true;
  }

  private static Divisor divisor(TorchStep.Pool step) {
    Integer override = step.divisorOverride();
    if (override != null) {
      return new Divisor.Constant(override);
    }
    return step.countIncludePad() ? new Divisor.Padded() : new Divisor.Elements();
  }
}
