package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.HashMap;
import java.util.Map;

/** The numbers that stand for the sizes a plan leaves open, once its input is there. */
final class Sizes {
  private final Map<String, Long> values = new HashMap<>();

  private Sizes() {}

  /**
   * @throws ExecutionFault if the input is not of the shape
   */
  static Sizes of(Shape input, int[] given) {
    Sizes sizes = new Sizes();
    unless(input.rank() == given.length, "an input of " + given.length + " axes");
    for (int axis = 0; axis < given.length; axis++) {
      Size size = input.size(axis);
      if (size.isKnown()) {
        unless(size.value() == given[axis], "an input of " + given[axis] + " on axis " + axis);
      } else {
        sizes.values.put(size.variable(), (long) given[axis]);
      }
    }
    return sizes;
  }

  int of(Size size) {
    Long value = values.get(size.variable());
    return (value == null ? size : size.at(value)).intValue();
  }

  int[] of(Shape shape) {
    return shape.sizes().stream().mapToInt(this::of).toArray();
  }
}
