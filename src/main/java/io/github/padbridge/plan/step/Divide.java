package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/** {@code x / coverage}: what was divided by the whole window is divided by its real part. */
public record Divide() implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return before.data();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.divide(this);
  }
}
