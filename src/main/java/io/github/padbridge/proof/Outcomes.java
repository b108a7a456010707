package io.github.padbridge.proof;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A cache of the latest outcomes: identical layers are proven once. */
final class Outcomes {
  private static final int MOST = 1000;

  private final Map<Proof, Outcome> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Proof, Outcome> eldest) {
          return size() > MOST;
        }
      };

  private record Proof(Layer layer, Plan plan) {}

  /** The outcome of a proof, from the cache or by running it. */
  Outcome of(Layer layer, Plan plan, Supplier<Outcome> proof) {
    Proof asked = new Proof(layer, plan);
    Outcome known;
    synchronized (latest) {
      known = latest.get(asked);
    }
    if (known != null) {
      return known;
    }
    // Two threads may run the same proof at once; their outcomes are equal.
    Outcome outcome = proof.get();
    synchronized (latest) {
      latest.put(asked, outcome);
    }
    return outcome;
  }
}
