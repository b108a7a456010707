package io.github.padbridge.execute;

import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.Layer;

/**
 * Draws for an average, which is linear in its input: an element of the difference of two such maps
 * is a polynomial of degree 1, and vanishes on a draw from 2R + 1 integers with probability at most
 * 1 / (2R + 1). Divisions round, so results are compared within 10⁻¹² of the largest input; R is so
 * small that averages over other elements, which differ by a fraction of an integer at least, are
 * further apart than that.
 */
final class SumDraws extends Draws {
  private static final long RANGE = 1000;
  private static final double ROUNDING = 1e-12;
  private static final int DRAWS = 4;

  SumDraws(Layer layer, long seed) {
    super(layer, seed);
  }

  @Override
  CaseTensors integers() {
    return tensors(() -> random.nextLong(-RANGE, RANGE + 1));
  }

  @Override
  int enough() {
    return DRAWS;
  }

  @Override
  Double missProbability(int draws) {
    return Math.max(Math.pow(1.0 / (2.0 * RANGE + 1), draws), Double.MIN_NORMAL);
  }

  @Override
  Tolerance tolerance() {
    return new Tolerance(0, ROUNDING * RANGE);
  }

  @Override
  Tolerance tolerance(CaseTensors tensors) {
    double largest = 0;
    for (double value : tensors.x().data()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return new Tolerance(0, ROUNDING * largest);
  }
}
