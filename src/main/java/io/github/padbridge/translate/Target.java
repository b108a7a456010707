package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import java.util.List;

/** A framework that layers are translated to. */
public interface Target {
  /** The ops that the plans are made of. */
  OpSet ops();

  /**
   * The plan of a strategy.
   *
   * @throws io.github.padbridge.diagnostic.Refusal with the reasons where the strategy does not
   *     apply to this layer
   */
  Plan plan(Strategy strategy, Layer layer, Runtime runtime);

  /**
   * Warnings for writing the layer in this framework by hand: one sentence each, without a full
   * stop.
   */
  default List<String> traps(Layer layer) {
    return Traps.of(layer);
  }

  /** Warnings for running a plan, written like {@link #traps}. */
  default List<String> planTraps(Plan plan, Runtime runtime) {
    return List.of();
  }
}
