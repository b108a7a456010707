package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** {@code tf.expand_dims(x, 0)}: a batch of one. */
public record ExpandDims() implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    List<Size> sizes = new ArrayList<>(before.data().sizes());
    sizes.add(0, Size.of(1));
    return new Shape(sizes);
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return windows.moveAxes();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.expandDims(this);
  }
}
