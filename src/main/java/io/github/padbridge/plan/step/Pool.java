package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;

/**
 * The maximum, the average or the sum of each window.
 *
 * @param on the data, or the coverage
 * @param firstAxis the position of the first spatial axis
 * @param countsPadding whether an average divides by the size of the window instead of the number
 *     of data elements in it
 */
public record Pool(
    Operand on,
    Pooling pooling,
    int firstAxis,
    WindowGrid grid,
    WindowPadding padding,
    boolean countsPadding)
    implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on,
        firstAxis,
        grid.rank(),
        (axis, in) -> padding.windows(axis, in, grid.reach(axis), grid.strides().get(axis)));
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return windows.takeAll();
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R pool(Pool step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).pool(this);
  }
}
