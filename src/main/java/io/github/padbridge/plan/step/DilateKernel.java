package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * Inserts {@code dilations - 1} zeros between the kernel elements: a dilated kernel as one without
 * dilation.
 *
 * @param dilations one a spatial axis
 */
public record DilateKernel(List<Integer> dilations) implements Step {
  public DilateKernel {
    dilations = List.copyOf(dilations);
  }

  @Override
  public Operand on() {
    return Operand.WEIGHT;
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on(),
        0,
        dilations.size(),
        (axis, in) -> Size.of(ConvArithmetic.effectiveKernel(in.value(), dilations.get(axis))));
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((TensorFlowInterpreter<R>) interpreter).dilateKernel(this);
  }
}
