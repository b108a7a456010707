package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import java.util.List;

/** Makes plans of JAX ops, with one strategy. */
public final class JaxTarget implements Target {
  JaxTarget() {}

  @Override
  public OpSet ops() {
    return JaxOpSet.OPS;
  }

  @Override
  public Plan plan(Strategy strategy, Layer given, Runtime runtime) {
    if (strategy != Strategy.PAD_SLICE) {
      throw Applicability.refusal(strategy, "--to tensorflow", ops().id());
    }
    Layer layer = runtime.computed(given);
    return plan(layer, OperandLayouts.of(layer));
  }

  @Override
  public List<String> traps(Layer layer) {
    return JaxTargetTraps.of(layer);
  }

  @Override
  public List<String> planTraps(Plan plan, Runtime runtime) {
    return JaxTargetTraps.ofRun(plan);
  }

  /** The plan of a layer that takes its data and weight in other layouts. */
  public static Plan plan(Layer layer, OperandLayouts given) {
    Computation computation = LayerComputation.of(layer);
    return computation instanceof Convolution convolution
        ? JaxConvolution.plan(layer, convolution, given)
        : JaxPooling.plan(layer, computation, given);
  }
}
