package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import java.util.List;

/**
 * Inserts {@code strides - 1} zeros between the data elements, as a transposed convolution does.
 *
 * @param firstAxis the position of the first spatial axis
 * @param strides one a spatial axis
 */
public record ZeroInsert(int firstAxis, List<Integer> strides) implements Step {
  public ZeroInsert {
    strides = List.copyOf(strides);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on(),
        firstAxis,
        strides.size(),
        (axis, in) -> ConvArithmetic.zeroInserted(in, strides.get(axis)));
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R zeroInsert(ZeroInsert step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).zeroInsert(this);
  }
}
