package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/**
 * {@code x * numerator / denominator}.
 *
 * @param denominator not 0
 */
public record Scale(int numerator, int denominator) implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return before.data();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.scale(this);
  }
}
