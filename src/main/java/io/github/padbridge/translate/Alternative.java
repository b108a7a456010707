package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.spec.Layer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one strategy makes of a layer.
 *
 * @param plan null where the strategy does not apply
 * @param reason why it does not, or null
 */
public record Alternative(Strategy strategy, @Nullable Plan plan, @Nullable String reason) {
  public boolean holds() {
    return plan != null;
  }

  /** The plan of a strategy that applies. */
  public Plan requirePlan() {
    return Objects.requireNonNull(plan);
  }

  public static Alternative of(Strategy strategy, Layer spec, Runtime runtime) {
    try {
      return new Alternative(strategy, strategy.plan(spec, runtime), null);
    } catch (Refusal refusal) {
      String reasons =
          refusal.faults().stream().map(Fault::message).collect(Collectors.joining("; "));
      return new Alternative(
          strategy, null, reasons.replace("strategy " + strategy.id() + " ", ""));
    }
  }

  /** Every strategy's. */
  public static List<Alternative> all(Layer spec, Runtime runtime) {
    return Arrays.stream(Strategy.values()).map(strategy -> of(strategy, spec, runtime)).toList();
  }

  /**
   * The plan of TensorFlow ops with the fewest of them. Of several the canonical one, which every
   * reader knows, or else SAME's, which says it in one word.
   */
  public static Plan shortest(Layer spec, Runtime runtime) {
    return all(spec, runtime).stream()
        .filter(alternative -> alternative.holds() && alternative.strategy() != Strategy.KERAS)
        .min(
            Comparator.comparingInt((Alternative alternative) -> alternative.requirePlan().ops())
                .thenComparing(alternative -> alternative.strategy() != Strategy.PAD_SLICE)
                .thenComparing(alternative -> alternative.strategy() != Strategy.SAME))
        .orElseThrow()
        .requirePlan();
  }
}
