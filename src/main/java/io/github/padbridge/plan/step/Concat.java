package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/**
 * {@code tf.concat(parts, axis)}.
 *
 * @param parts how many there are
 */
public record Concat(Operand on, int axis, int parts) implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(on, axis, 1, (first, part) -> part.times(parts));
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((TensorFlowInterpreter<R>) interpreter).concat(this);
  }
}
