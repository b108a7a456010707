package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What executes the two sides of a proof: layers by their definition, and plans step by step. May
 * be used by several threads at once.
 */
public interface Engine {
  /**
   * Chooses whether a framework computes with oneDNN, where the engine has one that can. Must come
   * before {@link #start}.
   */
  default void useOneDnn(boolean on) {}

  /**
   * Makes the calling thread ready; must come before anything else on it.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if this machine cannot run it
   */
  void start();

  /** What a report calls the side that is right for a layer. */
  String definition(Layer layer);

  /** What the user should know of what ran the proof, null for nothing. */
  @Nullable String note();

  /** The widest type of number in which both the layer and the plan can be executed. */
  Precision widest(Layer layer, Plan plan);

  /**
   * A layer's output by its definition.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if its framework has no op for it here
   */
  Tensor define(Layer layer, CaseTensors on, Precision precision);

  /** The same once more, in plain Java loops in float64, which no numerical library runs. */
  Tensor defineInLoops(Layer layer, CaseTensors on);

  /**
   * A plan's output.
   *
   * @param on the numbers; sizes that the plan leaves open are those of its x
   * @throws ExecutionFault if the plan's framework would refuse a step, or a step leaves another
   *     shape than it claims
   */
  Tensor run(Plan plan, CaseTensors on, Precision precision);
}
