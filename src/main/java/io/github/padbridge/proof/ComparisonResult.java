package io.github.padbridge.proof;

import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of comparing two sides once.
 *
 * @param expectedFrom the name of the side that is right, such as "PyTorch's definition" or "y" for
 *     a case
 * @param comparison the comparison of the numbers; null where there is none
 * @param contradiction a disagreement besides the numbers, such as a shape; null where there is
 *     none
 */
public record ComparisonResult(
    String expectedFrom, @Nullable Comparison comparison, @Nullable String contradiction) {
  public boolean agree() {
    return contradiction == null && requireComparison().agree();
  }

  /** The comparison of the numbers, where there is no contradiction. */
  public Comparison requireComparison() {
    return Objects.requireNonNull(comparison);
  }

  public static ComparisonResult contradiction(String expectedFrom, String contradiction) {
    return new ComparisonResult(expectedFrom, null, contradiction);
  }

  public static ComparisonResult of(
      String expectedFrom, Tensor expected, Tensor actual, Comparison.Tolerance tolerance) {
    if (!Arrays.equals(expected.shape(), actual.shape())) {
      return contradiction(
          expectedFrom,
          expectedFrom
              + " has shape "
              + Arrays.toString(expected.shape())
              + ", the plan gives "
              + Arrays.toString(actual.shape()));
    }
    return new ComparisonResult(expectedFrom, Comparison.of(expected, actual, tolerance), null);
  }

  /** This result; where this and {@code next} agree, the one with the larger difference. */
  public ComparisonResult and(ComparisonResult next) {
    if (!agree() || !next.agree()) {
      return agree() ? next : this;
    }
    return next.requireComparison().maxAbsDiff() > requireComparison().maxAbsDiff() ? next : this;
  }

  /**
   * Joins this result with one on further samples of the same batch.
   *
   * @param samples how many of the batch came before those of {@code next}
   */
  public ComparisonResult followedBy(ComparisonResult next, int samples) {
    if (contradiction != null || next.contradiction != null) {
      return contradiction != null ? this : next;
    }
    return new ComparisonResult(
        agree() ? next.expectedFrom : expectedFrom,
        requireComparison().followedBy(next.requireComparison(), samples),
        null);
  }
}
