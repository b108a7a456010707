package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shapes of the tensors of a plan after the steps so far. */
public final class Shapes {
  private Shape data;
  private @Nullable Shape weight;
  private @Nullable Shape coverage;

  /**
   * @param weight null where the layer has none
   */
  public Shapes(Shape data, @Nullable Shape weight) {
    this.data = data;
    this.weight = weight;
  }

  public Shape data() {
    return data;
  }

  /** The weight's shape; the layer must have one. */
  public Shape weight() {
    return of(Operand.WEIGHT);
  }

  /** The shape of an operand, which must be there. */
  public Shape of(Operand operand) {
    Shape shape =
        switch (operand) {
          case DATA -> data;
          case WEIGHT -> weight;
          case COVERAGE -> coverage;
        };
    return Objects.requireNonNull(shape);
  }

  /** Applies a step; returns the shape of its operand after it. */
  public Shape apply(Step step) {
    Shape after = step.shapeAfter(this);
    switch (step.on()) {
      case DATA -> data = after;
      case WEIGHT -> weight = after;
      case COVERAGE -> coverage = after;
    }
    return after;
  }

  /** The new size of an axis. */
  public interface Change {
    /**
     * @param axis counted from the first axis that changes
     */
    Size of(int axis, Size size);
  }

  /** The shape of an operand with {@code axes} axes changed, from {@code first} on. */
  public Shape along(Operand operand, int first, int axes, Change change) {
    Shape shape = of(operand);
    for (int axis = 0; axis < axes; axis++) {
      shape = shape.with(first + axis, change.of(axis, shape.size(first + axis)));
    }
    return shape;
  }
}
