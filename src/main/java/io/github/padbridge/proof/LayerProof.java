package io.github.padbridge.proof;

import java.util.List;

/**
 * The proof of one layer.
 *
 * @param outcomes one, or one for each strategy; at least one of them has an agreement
 */
public record LayerProof(List<StrategyOutcome> outcomes) {
  public LayerProof {
    outcomes = List.copyOf(outcomes);
  }

  /** The outcome that decides: the first that differs, otherwise the first. */
  public StrategyOutcome decisive() {
    return StrategyOutcome.decisive(outcomes);
  }

  /** The agreement of the deciding outcome. */
  public Agreement agreement() {
    return decisive().requireAgreement();
  }
}
