package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/**
 * {@code x + bias}, one number for each output channel.
 *
 * @param channelAxis the position of the channels
 */
public record AddBias(int channelAxis) implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return before.data();
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R addBias(AddBias step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).addBias(this);
  }
}
