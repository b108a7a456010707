package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import org.jspecify.annotations.Nullable;

/**
 * The choice of strategies for translating layers.
 *
 * @param name the id of a strategy, {@link #AUTO}, {@link #ALL}, or null for the usual strategy of
 *     each layer
 * @param runtime the TensorFlow build that the plan runs on
 * @param to null for the usual target of each layer
 */
public record StrategyChoice(@Nullable String name, Runtime runtime, @Nullable Target to) {
  /** The strategy whose plan has the fewest ops. */
  public static final String AUTO = "auto";

  /** Every strategy that applies. */
  public static final String ALL = "all";

  /** The target of a layer. */
  public Target target(Layer layer) {
    return to == null ? Targets.usual(layer) : to;
  }

  /** Whether every strategy is chosen instead of one. */
  public boolean isAll() {
    return ALL.equals(name);
  }

  /**
   * The one strategy for a layer, with its plan.
   *
   * @throws Refusal if the strategy does not apply to the layer; for {@link #AUTO} if none applies,
   *     with the reasons of all
   * @throws IllegalArgumentException if there is no strategy of this name
   */
  public Alternative choose(Layer layer) {
    if (name == null) {
      return Alternative.usual(layer, target(layer), runtime);
    }
    return name.equals(AUTO)
        ? Alternative.shortest(layer, target(layer), runtime)
        : Alternative.required(
            Strategy.named(name).orElseThrow(() -> new IllegalArgumentException(name)),
            layer,
            target(layer),
            runtime);
  }
}
