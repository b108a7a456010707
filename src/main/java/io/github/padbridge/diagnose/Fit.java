package io.github.padbridge.diagnose;

/**
 * A hypothesis that gives the numbers of the port, within the tolerance.
 *
 * @param maxAbsDiff the largest difference
 * @param error the root mean square of the differences, each relative to the tolerance
 */
record Fit(Hypothesis hypothesis, double maxAbsDiff, double error) {
  /** A fit with an error this many times as large is clearly worse. */
  private static final double CLEARLY = 1.5;

  boolean isClearlyWorseThan(Fit other) {
    return error > CLEARLY * other.error;
  }

  Finding finding() {
    return new Finding(hypothesis.changes(), maxAbsDiff);
  }
}
