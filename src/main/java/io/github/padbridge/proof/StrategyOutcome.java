package io.github.padbridge.proof;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one strategy for one layer.
 *
 * @param strategy its name
 * @param agreement null where it does not apply
 * @param reason why it does not apply, or null
 */
public record StrategyOutcome(
    String strategy, @Nullable Agreement agreement, @Nullable String reason) {
  /** The agreement of a strategy that applies. */
  public Agreement requireAgreement() {
    return Objects.requireNonNull(agreement);
  }

  /**
   * The outcome that speaks for all: the first that differs, or where all that apply agree, the
   * first of those.
   */
  public static StrategyOutcome decisive(List<StrategyOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.agreement != null && !outcome.agreement.agree())
        .findFirst()
        .orElseGet(
            () -> outcomes.stream().filter(o -> o.agreement != null).findFirst().orElseThrow());
  }
}
