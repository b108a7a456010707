package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Comparison.Tolerance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Draws for an average, which is linear in its input: an element of the difference of two such maps
 * is a polynomial of degree 1, and vanishes on a draw from 2R + 1 integers with probability at most
 * 1 / (2R + 1). Divisions round, so results are compared within a few roundings of the largest
 * input; R is so small that averages over other elements, which differ by a fraction of an integer
 * at least, are further apart than that.
 */
final class SumDraws extends Draws {
  private static final long MOST_RANGE = 1000;
  private static final double SINGLE_ROUNDING = 5e-7;
  private static final double WANTED_MISS_PROBABILITY = 1e-12;

  /** The largest rounding error of a result, relative to the largest input. */
  private final double rounding;

  /**
   * The least difference of two different averages of integers over at most a window of elements.
   */
  private final double least;

  SumDraws(Layer layer, long seed, Precision precision) {
    super(layer, seed, precision);
    double window = Workload.of(layer).perOutput();
    this.rounding = precision == Precision.FLOAT64 ? 1e-12 : SINGLE_ROUNDING;
    this.least = 1 / (window * window);
  }

  private long range() {
    return (long) Math.max(Math.min(least / (2 * rounding), MOST_RANGE), 1);
  }

  @Override
  CaseTensors integers() {
    long range = range();
    return tensors(() -> random.nextLong(-range, range + 1));
  }

  @Override
  int enough() {
    int draws = 1;
    while (isBounded() && bound(draws) >= WANTED_MISS_PROBABILITY) {
      draws++;
    }
    return draws;
  }

  @Override
  @Nullable Double missProbability(int draws, Plan plan) {
    return isBounded() ? Math.max(bound(draws), Double.MIN_NORMAL) : null;
  }

  /** Whether different averages differ by more than rounding. */
  private boolean isBounded() {
    return least > rounding * range();
  }

  private double bound(int draws) {
    return Math.pow(1.0 / (2.0 * range() + 1), draws);
  }

  @Override
  Tolerance tolerance() {
    return new Tolerance(0, rounding * range());
  }

  @Override
  Tolerance tolerance(CaseTensors tensors) {
    double largest = 0;
    for (double value : tensors.x().data()) {
      largest = Math.max(largest, Math.abs(value));
    }
    boolean single = tensors.y() != null && isSingle(tensors.y());
    return new Tolerance(0, (single ? Math.max(rounding, SINGLE_ROUNDING) : rounding) * largest);
  }

  /** Whether a framework computed these numbers in float32. */
  private static boolean isSingle(Tensor y) {
    return Arrays.stream(y.data()).allMatch(value -> value == (float) value);
  }
}
