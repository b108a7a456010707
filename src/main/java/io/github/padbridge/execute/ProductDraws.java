package io.github.padbridge.execute;

import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.Layer;

/**
 * Draws for a convolution, which is bilinear in its input and its weight. Where two such maps
 * differ, one element of their difference is a polynomial of degree 2 that is not zero, and such a
 * polynomial vanishes on a draw from 2R + 1 integers with probability at most 2 / (2R + 1)
 * (Schwartz 1980, Zippel 1979). R is chosen so large that this is small, and so small that every
 * sum of products stays below 2⁵³ and float64 computes it exactly, in whatever order.
 */
final class ProductDraws extends Draws {
  private static final double EXACT_LIMIT = 0x1p53;
  private static final double WANTED_MISS_PROBABILITY = 1e-12;

  private final double productsPerOutput;

  ProductDraws(Layer layer, long seed) {
    super(layer, seed);
    this.productsPerOutput = Workload.of(layer).perOutput();
  }

  /** The largest R with (products per output + 1) · R² < 2⁵³; the one more is the bias. */
  long range() {
    return (long) Math.floor(Math.sqrt((EXACT_LIMIT - 1) / (productsPerOutput + 1)));
  }

  @Override
  CaseTensors integers() {
    long range = range();
    return tensors(() -> random.nextLong(-range, range + 1));
  }

  @Override
  int enough() {
    int draws = 1;
    while (missProbability(draws) >= WANTED_MISS_PROBABILITY) {
      draws++;
    }
    return draws;
  }

  @Override
  Double missProbability(int draws) {
    // So many draws are possible that the bound is too small for a number, but it is never zero.
    return Math.max(Math.pow(2.0 / (2.0 * range() + 1), draws), Double.MIN_NORMAL);
  }

  @Override
  Tolerance tolerance() {
    return Tolerance.EXACT;
  }

  /** Exact where the tensors are integers so small that float64 computes the layer exactly. */
  @Override
  Tolerance tolerance(CaseTensors tensors) {
    double x = largestInteger(tensors.x());
    double weight = largestInteger(tensors.weight());
    double bias = largestInteger(tensors.bias());
    return productsPerOutput * x * weight + bias < EXACT_LIMIT ? Tolerance.EXACT : null;
  }
}
