package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code tf.reverse(filters, axis)}, {@code torch.flip(weight, dims)} over the spatial axes.
 *
 * @param firstAxis the first of them
 * @param axes how many there are
 */
public record FlipKernel(int firstAxis, int axes) implements Step {
  public List<Integer> flipped() {
    return IntStream.range(firstAxis, firstAxis + axes).boxed().toList();
  }

  @Override
  public Operand on() {
    return Operand.WEIGHT;
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.weight();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.flipKernel(this);
  }
}
