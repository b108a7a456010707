package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.TensorFlowInterpreter;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;

/** The TensorFlow steps along each spatial axis. */
final class TensorFlowPlanAxes extends WindowPlanAxes implements TensorFlowInterpreter<Boolean> {
  TensorFlowPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
  }

  @Override
  public Boolean gather(Gather step) {
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
  public Boolean dilateKernel(DilateKernel step) {
    dilate(step.dilations());
    return true;
  }

  @Override
  public Boolean conv(Conv step) {
    return !startsByBuild(step.padding()) && super.conv(step);
  }

  @Override
  public Boolean outputShapeConvTranspose(OutputShapeConvTranspose step) {
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
  private static long cropped(WindowPadding padding, int axis, long longer) {
    if (padding instanceof WindowPadding.Explicit explicit) {
      return explicit.amounts().get(axis).before();
    }
    return padding instanceof WindowPadding.Same ? Math.max(longer, 0) / 2 : 0;
  }

  @Override
  public Boolean pool(Pool step) {
    boolean same = step.padding() instanceof WindowPadding.Same;
    return !startsByBuild(step.padding())
        && pool(step, same ? new Divisor.Elements() : new Divisor.Whole());
  }

  /** In three dimensions the start of SAME depends on the build of TensorFlow. */
  private boolean startsByBuild(WindowPadding padding) {
    return rank() == 3 && padding instanceof WindowPadding.Same;
  }
}
