package io.github.padbridge.proof;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import java.util.List;

/**
 * The steps of a plan without the sizes of the data that they name: what is left of a plan that is
 * made for one size and would be the same for another.
 */
final class SizelessSteps {
  private SizelessSteps() {}

  static List<Object> of(Plan plan) {
    return plan.steps().stream().map(traced -> sizeless(traced.step())).toList();
  }

  private static Object sizeless(Step step) {
    if (step instanceof Step.Slice slice) {
      return List.of("slice", slice.begin());
    }
    if (step instanceof Step.Reshape reshape && reshape.on() != Operand.WEIGHT) {
      return List.of("reshape", reshape.on(), reshape.shape().rank());
    }
    if (step instanceof TensorFlowStep.ConvTranspose conv) {
      return List.of("transposed", conv.strides(), conv.dilations(), conv.padding());
    }
    return step;
  }
}
