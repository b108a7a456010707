package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Comparison.Tolerance;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws for a convolution, which is bilinear in its input and its weight. Where two such maps
 * differ, one element of their difference is a polynomial of degree 2 that is not zero, and such a
 * polynomial vanishes on a draw from 2R + 1 integers with probability at most 2 / (2R + 1)
 * (Schwartz 1980, Zippel 1979). R is large enough to make this probability small, and small enough
 * to keep every sum of products below 2⁵³ in float64 and 2²⁴ in float32, where sums are exact in
 * any order.
 */
final class ProductDraws extends Draws {
  private static final double WANTED_MISS_PROBABILITY = 1e-12;

  private final double productsPerOutput;

  ProductDraws(Layer layer, long seed, Precision precision) {
    super(layer, seed, precision);
    this.productsPerOutput = Workload.of(layer).perOutput();
    if (range() < 1) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "sums of %.0e products are not exact in %s",
                  productsPerOutput,
                  precision.dtype()),
              "--dtype " + precision.dtype() + " compares within a tolerance",
              List.of(Argument.KERNEL_SIZE),
              null));
    }
  }

  /**
   * The largest R with (products per output + 1) · R² below the limit; the one added is the bias.
   */
  long range() {
    return (long) Math.floor(Math.sqrt((precision.exactLimit() - 1) / (productsPerOutput + 1)));
  }

  @Override
  CaseTensors integers() {
    long range = range();
    return tensors(() -> random.nextLong(-range, range + 1));
  }

  @Override
  int enough() {
    int draws = 1;
    while (bound(draws) >= WANTED_MISS_PROBABILITY) {
      draws++;
    }
    return draws;
  }

  @Override
  Double missProbability(int draws, Plan plan) {
    return bound(draws);
  }

  private double bound(int draws) {
    // With very many draws the bound underflows, but it is never zero.
    return Math.max(Math.pow(2.0 / (2.0 * range() + 1), draws), Double.MIN_NORMAL);
  }

  @Override
  Tolerance tolerance() {
    return Tolerance.EXACT;
  }

  /** Exact where the tensors are small enough integers for exact results. */
  @Override
  @Nullable Tolerance tolerance(CaseTensors tensors) {
    double x = largestInteger(tensors.x());
    double weight = largestInteger(tensors.weight());
    double bias = largestInteger(tensors.bias());
    return productsPerOutput * x * weight + bias < precision.exactLimit() ? Tolerance.EXACT : null;
  }
}
