package io.github.padbridge.audit;

import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * Two layers that were brought together, or a layer without a partner.
 *
 * @param left null if the layer is only on the right
 * @param right null if the layer is only on the left
 * @param attempt their comparison; null for a layer without a partner
 */
public record AuditedPair(
    @Nullable AuditedLayer left,
    @Nullable AuditedLayer right,
    @Nullable Attempt<PairComparison> attempt) {
  public @Nullable String leftName() {
    return left == null ? null : left.name();
  }

  public @Nullable String rightName() {
    return right == null ? null : right.name();
  }

  /** Whether one side has no such layer. */
  public boolean isUnmatched() {
    return left == null || right == null;
  }

  /** Whether both were compared and are equal. */
  public boolean isEqual() {
    return attempt != null && attempt.succeeded() && attempt.requireResult().isEqual();
  }

  /** Both names, or one where they are the same or there is one. */
  public String title() {
    String one = left == null ? shown(right) : shown(left);
    String other = right == null ? one : shown(right);
    return one.equals(other) ? one : one + " and " + other;
  }

  /** The name that stands for the pair in a list. */
  public String shortTitle() {
    return shown(left == null ? right : left);
  }

  private static String shown(@Nullable AuditedLayer layer) {
    return layer == null || layer.name().isEmpty() ? "the model itself" : layer.name();
  }
}
