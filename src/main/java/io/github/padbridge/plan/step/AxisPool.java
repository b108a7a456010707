package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;

/**
 * The maximum or the average of each window along one axis. Used one axis at a time for a pooling
 * with dilation that the target lacks.
 *
 * @param on the data, or the coverage
 * @param size elements of a window, {@code dilation} apart
 * @param stride from one window to the next
 */
public record AxisPool(Operand on, Pooling pooling, int axis, int size, int stride, int dilation)
    implements Step {
  /** How many elements the window spans. */
  public long reach() {
    return ConvArithmetic.effectiveKernel(size, dilation);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on, axis, 1, (first, in) -> ConvArithmetic.forwardOutput(in, reach(), stride));
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return pooling == Pooling.MAX && windows.take(axis);
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R axisPool(AxisPool step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).axisPool(this);
  }
}
