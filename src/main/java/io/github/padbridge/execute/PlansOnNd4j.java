package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.JaxStep;
import io.github.padbridge.plan.OnnxStep;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.Precision;
import java.util.Map;
import java.util.Objects;

/** Runs the plans of every target on ND4J. */
final class PlansOnNd4j {
  private static final Map<OpSet, Start> TARGETS =
      Map.of(
          TensorFlowStep.OPS,
          PlanForTensorFlow::new,
          TorchStep.OPS,
          PlanForTorch::new,
          OnnxStep.OPS,
          PlanForOnnx::new,
          JaxStep.OPS,
          PlanForJax::new);

  private PlansOnNd4j() {}

  private interface Start {
    PlanOnNd4j of(Plan plan, CaseTensors on, Precision precision);
  }

  /** As {@link io.github.padbridge.proof.Engine#run}. */
  static Tensor run(Plan plan, CaseTensors on, Precision precision) {
    return Objects.requireNonNull(TARGETS.get(plan.target())).of(plan, on, precision).run();
  }
}
