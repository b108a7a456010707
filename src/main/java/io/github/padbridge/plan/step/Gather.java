package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;

/**
 * {@code tf.gather(x, indices, axis)} with the indices {@code -before ... size + after - 1} brought
 * back into the axis: padding for the modes that {@code tf.pad} lacks.
 */
public record Gather(int axis, PadAmount amount, Mode mode) implements Step {
  /** How an index outside the axis is brought back, by {@code numpy.take}'s names. */
  public enum Mode {
    /** To the nearest end: replicate padding. */
    CLIP,
    /** Modulo the size: circular padding. */
    WRAP;

    /** The index on an axis of {@code size} elements that {@code index} is brought back to. */
    public int bringBack(int index, int size) {
      return switch (this) {
        case CLIP -> Math.min(Math.max(index, 0), size - 1);
        case WRAP -> Math.floorMod(index, size);
      };
    }
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(on(), axis, 1, (first, in) -> ConvArithmetic.padded(in, amount));
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((TensorFlowInterpreter<R>) interpreter).gather(this);
  }
}
