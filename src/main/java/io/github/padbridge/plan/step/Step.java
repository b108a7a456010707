package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/**
 * One step of a plan: an op of the target with its arguments, and its shape rules. Axes count from
 * 0 in the tensor that the step receives. After a {@link Split} a step runs on each part, until
 * {@link Concat}.
 */
public interface Step {
  /** The tensor that the step changes; the data by default. */
  default Operand on() {
    return Operand.DATA;
  }

  /** The shape of the changed tensor after the step; of one part where it is split. */
  Shape shapeAfter(Shapes before);

  /**
   * The columns that a convolution unrolls its input to; none for any other step.
   *
   * @param before the shape of the data; all sizes are known, also of the other shapes
   * @param after the data's shape after the step
   */
  default Columns columns(Shape before, Shape after, Shape weight) {
    return Columns.NONE;
  }

  /** The step without the data sizes in its arguments. */
  default Object withoutSizes() {
    return this;
  }

  /**
   * Whether the plan, with this step, still takes windows at most once along each axis; false where
   * this is not certain.
   */
  default boolean keeps(SingleWindows windows) {
    return false;
  }

  /**
   * Calls the interpreter's method for this step.
   *
   * @throws ClassCastException if the target of the interpreter does not have this step
   */
  <R> R accept(Interpreter<R> interpreter);
}
