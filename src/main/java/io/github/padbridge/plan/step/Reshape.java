package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import java.util.List;

/** The sizes in another grouping, the elements in their order. */
public record Reshape(Operand on, Shape shape) implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    return shape;
  }

  @Override
  public Object withoutSizes() {
    return on == Operand.WEIGHT ? this : List.of("reshape", on, shape.rank());
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return interpreter.reshape(this);
  }
}
