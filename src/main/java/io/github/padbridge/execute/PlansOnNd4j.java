package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.proof.Precision;
import java.util.Map;
import java.util.Objects;

/** Runs the plans of every target on ND4J. */
final class PlansOnNd4j {
  private static final Map<OpSet, Start> TARGETS =
      Map.of(
          TensorFlowOpSet.OPS,
          PlanForTensorFlow::new,
          TorchOpSet.OPS,
          PlanForTorch::new,
          OnnxOpSet.OPS,
          PlanForOnnx::new,
          JaxOpSet.OPS,
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
