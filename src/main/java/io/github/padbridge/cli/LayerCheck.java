package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Engine;
import io.github.padbridge.execute.Verifier;
import io.github.padbridge.execute.VerifySettings;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.StrategyOutcome;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Verifies layers, each by itself, on as many threads as ask. */
final class LayerCheck {
  /** Every strategy that applies. */
  static final String ALL = "all";

  private final StrategyOptions strategy;
  private final VerifySettings settings;
  private final Engine engine;

  /** The engine starts with the first layer that is to be executed, if there is one. */
  private final Map<Strategy, Verifier> verifiers = new ConcurrentHashMap<>();

  LayerCheck(StrategyOptions strategy, VerifySettings settings, Engine engine) {
    this.strategy = strategy;
    this.settings = settings;
    this.engine = engine;
  }

  /**
   * What was found of a layer.
   *
   * @param outcomes one, or one for each strategy; empty where there are faults
   * @param faults why it could not be verified
   * @param bug what of padbridge's own went wrong, or null
   * @param seconds how long it took
   */
  record Found(
      LayerInput input,
      List<StrategyOutcome> outcomes,
      List<Fault> faults,
      @Nullable RuntimeException bug,
      double seconds) {}

  Found check(LayerInput input) {
    long start = System.nanoTime();
    List<StrategyOutcome> outcomes = List.of();
    List<Fault> faults = List.of();
    RuntimeException bug = null;
    try {
      LayerRecord layer = input.require();
      outcomes = strategy.isNamed(ALL) ? byAll(layer) : List.of(byOne(layer));
    } catch (Refusal refusal) {
      faults = input.located(refusal);
    } catch (RuntimeException e) {
      // Whatever it was, the other layers are still to be answered.
      bug = e;
      faults = List.of(Fault.at(input.place(), "a fault of padbridge's own: " + e, null));
    } catch (OutOfMemoryError e) {
      faults =
          List.of(
              Fault.at(input.place(), "there is not enough memory to execute this layer", null));
    }
    return new Found(input, outcomes, faults, bug, (System.nanoTime() - start) / 1e9);
  }

  private StrategyOutcome byOne(LayerRecord layer) {
    // What is proven at sizes that are chosen is the strategy of the layer that leaves them open,
    // which must not need them.
    Strategy taken = strategy.of(layer.spec());
    taken.plan(layer.spec(), strategy.runtime());
    return new StrategyOutcome(taken.id(), verifier(taken).verify(layer), null);
  }

  private List<StrategyOutcome> byAll(LayerRecord layer) {
    List<StrategyOutcome> outcomes = new ArrayList<>();
    for (Alternative alternative : Alternative.all(layer.spec(), strategy.runtime())) {
      Strategy tried = alternative.strategy();
      Agreement agreement = alternative.holds() ? verifier(tried).verify(layer) : null;
      outcomes.add(new StrategyOutcome(tried.id(), agreement, alternative.reason()));
    }
    return outcomes;
  }

  private Verifier verifier(Strategy taken) {
    return verifiers.computeIfAbsent(
        taken, s -> new Verifier(settings, engine, spec -> s.plan(spec, strategy.runtime())));
  }
}
