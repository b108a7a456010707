package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.ChainAxes;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import java.util.List;
import java.util.Optional;

/** Whether a plan is equal to its layer at every size that the layer accepts. */
final class EverySize {
  private EverySize() {}

  /**
   * Decides from the elements that both read along each axis, without numbers.
   *
   * @param plan the plan of the layer
   * @return empty where a spatial size is known, a step is not supported here, or the decision
   *     takes too long
   */
  static Optional<Boolean> holds(Layer layer, Plan plan) {
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      if (layer.inputSize(axis).isKnown()) {
        return Optional.empty();
      }
    }
    List<List<AxisOp>> axes = ChainAxes.of(layer);
    List<Integer> kernelSize =
        axes.stream()
            .map(
                ops ->
                    ops.stream()
                        .filter(AxisOp.Windowed.class::isInstance)
                        .findFirst()
                        .map(op -> ((AxisOp.Windowed) op).window().size())
                        .orElseThrow())
            .toList();
    return PlanAxes.of(plan, layer.layout(), kernelSize)
        .flatMap(ofPlan -> Equivalence.isAlways(axes, ofPlan));
  }
}
