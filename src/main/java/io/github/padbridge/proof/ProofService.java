package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Proves layers for every command: chooses unknown sizes, respects the memory budget, proves
 * identical layers once, and reports a failure as the reasons why that layer could not be proven.
 * Safe for several threads.
 */
public final class ProofService {
  private final StrategyChoice strategies;
  private final VerifySettings settings;
  private final Engine engine;

  /** The engine is started with the first layer that is run. */
  private final Map<Planned, Verifier> verifiers = new ConcurrentHashMap<>();

  /**
   * @param strategies the translations to prove
   * @param engine the engine for both sides; it may be unstarted
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
   * Proves a layer, on its own tensors if it has them.
   *
   * @param layer reads the layer; an exception becomes the reason why the layer cannot be proven
   */
  public Attempt<LayerProof> prove(Supplier<LayerRecord> layer) {
    return Attempt.of(() -> new LayerProof(outcomes(layer.get())));
  }

  /**
   * Proves a planned translation of a layer by one strategy.
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
    // The strategy is chosen for the layer with unknown sizes, so it must not depend on chosen
    // ones.
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
        taken, verifier(taken, layer.spec()).verify(layer, taken.requirePlan()));
  }

  /** Plans of a strategy in the target of one plan. */
  private record Planned(Strategy strategy, Target target) {}

  private Verifier verifier(Alternative taken, Layer layer) {
    OpSet ops = taken.requirePlan().target();
    Target usual = strategies.target(layer);
    Target target = usual.ops().equals(ops) ? usual : Targets.of(ops);
    return verifiers.computeIfAbsent(
        new Planned(taken.strategy(), target),
        planned ->
            new Verifier(
                settings,
                engine,
                spec ->
                    Alternative.plan(
                        planned.strategy, spec, planned.target, strategies.runtime())));
  }
}
