package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;

/**
 * {@code ones_like(x[:1, ..., :1])}: from here on there is a coverage, of one sample and one
 * channel.
 *
 * @param channelAxis the position of the channels
 */
public record Ones(int channelAxis) implements Step {
  @Override
  public Operand on() {
    return Operand.COVERAGE;
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.data().with(0, Size.of(1)).with(channelAxis, Size.of(1));
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.ones(this);
  }
}
