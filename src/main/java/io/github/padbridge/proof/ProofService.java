package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Proves layers for every command: it chooses the sizes that a layer leaves open, keeps to the
 * memory that there is, proves equal layers once, and turns whatever goes wrong into the reasons
 * why that one layer could not be proven. Several threads may use it at once.
 */
public final class ProofService {
  private final StrategyChoice strategies;
  private final VerifySettings settings;
  private final Engine engine;

  /** The engine starts with the first layer that is executed, if there is one. */
  private final Map<Strategy, Verifier> verifiers = new ConcurrentHashMap<>();

  /**
   * @param strategies which translations are proven
   * @param engine what executes both sides; it need not have been started
   */
  public ProofService(StrategyChoice strategies, VerifySettings settings, Engine engine) {
    this.strategies = strategies;
    this.settings = settings;
    this.engine = engine;
  }

  /** Proves a layer that is not part of a record. */
  public Attempt<LayerProof> prove(Layer layer) {
    return prove(() -> new LayerRecord(LayerRecord.Label.NONE, layer, null));
  }

  /**
   * Proves a layer, on its own tensors where it brings them.
   *
   * @param layer reads the layer; what it throws is the reason why the layer cannot be proven
   */
  public Attempt<LayerProof> prove(Supplier<LayerRecord> layer) {
    return Attempt.of(() -> new LayerProof(outcomes(layer.get())));
  }

  /**
   * Proves the translation of a layer by one strategy, which has been planned.
   *
   * @param taken the strategy with the plan of this layer
   */
  public Attempt<LayerProof> prove(LayerRecord layer, Alternative taken) {
    return Attempt.of(() -> new LayerProof(List.of(outcome(taken, computed(layer)))));
  }

  private LayerRecord computed(LayerRecord layer) {
    return layer.withSpec(strategies.runtime().computed(layer.spec()));
  }

  private List<StrategyOutcome> outcomes(LayerRecord given) {
    LayerRecord layer = computed(given);
    if (strategies.isAll()) {
      return byAll(layer);
    }
    // The strategy is chosen for the layer with its open sizes, and must not need those known.
    return List.of(outcome(strategies.choose(layer.spec()), layer));
  }

  private List<StrategyOutcome> byAll(LayerRecord layer) {
    List<Alternative> alternatives =
        Alternative.all(layer.spec(), strategies.target(layer.spec()), strategies.runtime());
    Alternative.requireAny(alternatives);
    List<StrategyOutcome> outcomes = new ArrayList<>();
    for (Alternative alternative : alternatives) {
      outcomes.add(
          alternative.holds()
              ? outcome(alternative, layer)
              : new StrategyOutcome(alternative, null));
    }
    return outcomes;
  }

  private StrategyOutcome outcome(Alternative taken, LayerRecord layer) {
    return new StrategyOutcome(
        taken, verifier(taken.strategy()).verify(layer, taken.requirePlan()));
  }

  private Verifier verifier(Strategy strategy) {
    return verifiers.computeIfAbsent(
        strategy,
        taken ->
            new Verifier(
                settings,
                engine,
                spec ->
                    Alternative.plan(taken, spec, strategies.target(spec), strategies.runtime())));
  }
}
