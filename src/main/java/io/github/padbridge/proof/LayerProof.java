package io.github.padbridge.proof;

import java.util.List;

/**
 * What was found of one layer.
 *
 * @param outcomes one, or one for each strategy; at least one of them has an agreement
 */
public record LayerProof(List<StrategyOutcome> outcomes) {
  public LayerProof {
    outcomes = List.copyOf(outcomes);
  }

  /** The outcome that speaks for all of them. */
  public StrategyOutcome decisive() {
    return StrategyOutcome.decisive(outcomes);
  }

  /** The agreement of that outcome. */
  public Agreement agreement() {
    return decisive().requireAgreement();
  }
}
