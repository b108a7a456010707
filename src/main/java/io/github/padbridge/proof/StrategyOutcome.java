package io.github.padbridge.proof;

import io.github.padbridge.translate.Alternative;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one strategy for one layer.
 *
 * @param taken the strategy, with its plan where it applies
 * @param agreement null where it does not apply
 */
public record StrategyOutcome(Alternative taken, @Nullable Agreement agreement) {
  /** The id of the strategy. */
  public String strategy() {
    return taken.strategy().id();
  }

  /** Why it does not apply; null where it does. */
  public @Nullable String reason() {
    return taken.reason();
  }

  /** The agreement of a strategy that applies. */
  public Agreement requireAgreement() {
    return Objects.requireNonNull(agreement);
  }

  /** The deciding outcome: the first that differs; otherwise the first that applies. */
  public static StrategyOutcome decisive(List<StrategyOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.agreement != null && !outcome.agreement.agree())
        .findFirst()
        .orElseGet(
            () -> outcomes.stream().filter(o -> o.agreement != null).findFirst().orElseThrow());
  }
}
