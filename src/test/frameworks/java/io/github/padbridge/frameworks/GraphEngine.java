package io.github.padbridge.frameworks;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.Precision;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The frameworks, with plans for TensorFlow in a graph. Every step must be inferred as it is
 * planned.
 */
public final class GraphEngine implements Engine {
  private final Engine frameworks = new FrameworksEngine();
  private final Function<Precision, GraphOps> graphs;

  private GraphEngine(Function<Precision, GraphOps> graphs) {
    this.graphs = graphs;
  }

  /** Runs graphs as {@code tf.function} does. */
  public static GraphEngine plain() {
    return new GraphEngine(precision -> new GraphOps(precision, false));
  }

  /** Compiles graphs by XLA, as {@code tf.function(jit_compile=True)} does. */
  public static GraphEngine compiled() {
    return new GraphEngine(CompiledOps::new);
  }

  @Override
  public void start() {
    frameworks.start();
  }

  @Override
  public String definition(Layer layer) {
    return frameworks.definition(layer);
  }

  @Override
  public @Nullable String note() {
    return frameworks.note();
  }

  @Override
  public Precision widest(Layer layer, Plan plan) {
    return frameworks.widest(layer, plan);
  }

  @Override
  public Tensor define(Layer layer, CaseTensors on, Precision precision) {
    return frameworks.define(layer, on, precision);
  }

  @Override
  public Tensor defineInLoops(Layer layer, CaseTensors on) {
    return frameworks.defineInLoops(layer, on);
  }

  @Override
  public Tensor run(Plan plan, CaseTensors on, Precision precision) {
    try (TensorFlowOps tf = graphs.apply(precision)) {
      return PlanOnTensorFlow.run(plan, on, tf);
    }
  }
}
