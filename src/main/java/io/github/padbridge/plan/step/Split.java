package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/** {@code tf.split(x, num_splits, axis)}: one part a group. */
public record Split(Operand on, int axis, int parts) implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(on, axis, 1, (first, whole) -> whole.dividedBy(parts));
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((TensorFlowInterpreter<R>) interpreter).split(this);
  }
}
