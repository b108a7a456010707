package io.github.padbridge.diagnose;

import org.jspecify.annotations.Nullable;

/** Compares the result of a hypothesis with the output of the port, element by element. */
final class Comparison {
  private final Hypothesis hypothesis;
  private final Tolerance tolerance;
  private final Evaluation evaluation;
  private long count;
  private long fitting;
  private double largest;
  private double sum;
  private double squares;
  private int @Nullable [] firstDifference;

  Comparison(Hypothesis hypothesis, Tolerance tolerance) {
    this.hypothesis = hypothesis;
    this.tolerance = tolerance;
    this.evaluation = new Evaluation(hypothesis);
  }

  /** Compares one element: whether the hypothesis fits there. */
  boolean fitsAt(int[] index) {
    Element exact = evaluation.at(index);
    double given = hypothesis.y().get(index);
    double difference = exact.value() == given ? 0 : Math.abs(exact.value() - given);
    double allowed = tolerance.allows(exact);
    // A window beyond the data has the maximum -inf, with an infinite tolerance.
    boolean fits = difference <= allowed && Double.isFinite(difference);
    count++;
    fitting += fits ? 1 : 0;
    largest = Math.max(largest, difference);
    sum += difference;
    squares += Math.pow(difference / allowed, 2);
    if (!fits && firstDifference == null) {
      firstDifference = index.clone();
    }
    return fits;
  }

  /** What was compared so far, where the hypothesis fits everywhere. */
  Fit fit() {
    return new Fit(hypothesis, largest, Math.sqrt(squares / count));
  }

  /** Whether more elements fit than in the other, or as many with a smaller mean difference. */
  boolean isBetterThan(Comparison other) {
    return fitting != other.fitting ? fitting > other.fitting : sum < other.sum;
  }

  /** What was compared so far, where the hypothesis does not fit everywhere. */
  Nearest nearest() {
    int[] at = firstDifference == null ? new int[hypothesis.outputShape().length] : firstDifference;
    return new Nearest(
        hypothesis.changes(),
        fitting,
        count,
        Nearest.index(at),
        evaluation.at(at).value(),
        hypothesis.y().get(at));
  }
}
