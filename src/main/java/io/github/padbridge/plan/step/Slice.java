package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * {@code tf.slice(x, begin, size)}.
 *
 * @param begin one per axis
 * @param size one per axis
 */
public record Slice(List<Integer> begin, List<Size> size) implements Step {
  public Slice {
    begin = List.copyOf(begin);
    size = List.copyOf(size);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return new Shape(size);
  }

  @Override
  public Object withoutSizes() {
    return List.of("slice", begin);
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return true;
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R slice(Slice step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).slice(this);
  }
}
