package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.TorchInterpreter;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.List;

/** The PyTorch steps along each spatial axis. */
final class TorchPlanAxes extends WindowPlanAxes implements TorchInterpreter<Boolean> {
  TorchPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  /** F.pad crops before it pads. */
  @Override
  public Boolean pad(Pad step) {
    if (step.mode() == Pad.Mode.CONSTANT) {
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
  public Boolean torchPool(TorchPool step) {
    for (int axis = 0; axis < rank(); axis++) {
      PadAmount padding = new PadAmount(step.padding().get(axis), step.padding().get(axis));
      Edges edges = step.ceilMode() ? new Edges.Ceil(padding) : new Edges.Fixed(padding);
      Divisor divisor = AxisOp.divisor(divisor(step), axis, rank(), whole(step.grid().size()));
      add(step.on(), axis, pooled(step.pooling(), window(step.grid(), axis), edges, divisor));
    }
    return true;
  }

  private static Divisor divisor(TorchPool step) {
    Integer override = step.divisorOverride();
    if (override != null) {
      return new Divisor.Constant(override);
    }
    return step.countIncludePad() ? new Divisor.Padded() : new Divisor.Elements();
  }
}
