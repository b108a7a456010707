package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;

/** {@code tf.transpose(x, perm)}. */
public record Transpose(Operand on, Layout from, Layout to) implements Step {
  public int[] permutation() {
    return from.permutationTo(to);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.of(on).permuted(permutation());
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return windows.moveAxes();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.transpose(this);
  }
}
