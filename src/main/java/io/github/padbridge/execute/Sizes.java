package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.HashMap;
import java.util.Map;

/** The values of the unknown sizes of a plan for a given input. */
final class Sizes {
  private final Map<String, Long> values = new HashMap<>();

  private Sizes() {}

  /**
   * @throws ExecutionFault if the input or the weight does not have the shape in the plan
   */
  static Sizes of(Plan plan, CaseTensors on) {
    Sizes sizes = new Sizes();
    sizes.take("an input", plan.input(), on.x().shape());
    if (plan.weight() != null) {
      sizes.take("a weight", plan.weight(), on.requireWeight().shape());
    }
    return sizes;
  }

  private void take(String tensor, Shape shape, int[] given) {
    unless(shape.rank() == given.length, tensor + " of " + given.length + " axes");
    for (int axis = 0; axis < given.length; axis++) {
      Size size = shape.size(axis);
      if (!size.isKnown()) {
        values.putIfAbsent(size.variable(), size.variableAt(given[axis]));
      }
      unless(of(size) == given[axis], tensor + " of " + given[axis] + " on axis " + axis);
    }
  }

  int of(Size size) {
    Long value = values.get(size.variable());
    return (value == null ? size : size.at(value)).intValue();
  }

  int[] of(Shape shape) {
    return shape.sizes().stream().mapToInt(this::of).toArray();
  }
}
