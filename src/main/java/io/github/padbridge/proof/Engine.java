package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Executes the two sides of a proof: layers by their definition, and plans step by step. Safe for
 * several threads.
 */
public interface Engine {
  /** Turns oneDNN on or off, in engines that have it. Must come before {@link #start}. */
  default void useOneDnn(boolean on) {}

  /**
   * Prepares the calling thread; must be called first on each thread.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if this machine cannot run it
   */
  void start();

  /** The name of the definition of a layer in reports. */
  String definition(Layer layer);

  /** A note for the user about the engine; null for none. */
  @Nullable String note();

  /** The widest type of number in which both the layer and the plan can be executed. */
  Precision widest(Layer layer, Plan plan);

  /**
   * The output of a layer by its definition.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if its framework has no op for it here
   */
  Tensor define(Layer layer, CaseTensors on, Precision precision);

  /** The output of a layer in plain Java loops in float64, without a numerical library. */
  Tensor defineInLoops(Layer layer, CaseTensors on);

  /**
   * The output of a plan.
   *
   * @param on the tensors; unknown sizes of the plan are taken from x
   * @throws ExecutionFault if the framework of the plan refuses a step, or if a step gives another
   *     shape than the plan has
   */
  Tensor run(Plan plan, CaseTensors on, Precision precision);
}
