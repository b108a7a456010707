package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/** {@code tf.squeeze(x, 0)}: the batch of one is dropped. */
public record Squeeze() implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return new Shape(before.data().sizes().subList(1, before.data().rank()));
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return windows.moveAxes();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.squeeze(this);
  }
}
