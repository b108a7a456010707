package io.github.padbridge.proof;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Comparison.Difference;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Checks a product with the transpose against the layer itself: the transpose is the only linear
 * map for which the two scalar products are equal for all x and y.
 */
final class AdjointIdentity {
  static final String NAME = "⟨layer(x), y⟩ = ⟨x, Mᵀ·y⟩";

  private AdjointIdentity() {}

  /**
   * @param layer the output of the layer for the numbers drawn
   * @param product Mᵀ·y, flattened
   */
  static ComparisonResult result(Tensor layer, MatrixDraws.Draw drawn, double[] product) {
    BigInteger expected = dot(layer.data(), drawn.y().data());
    BigInteger actual = dot(drawn.x().data(), product);
    boolean agree = actual.equals(expected);
    Difference first =
        agree ? null : new Difference(new int[0], expected.doubleValue(), actual.doubleValue());
    double difference = actual.subtract(expected).abs().doubleValue();
    return new ComparisonResult(
        "⟨layer(x), y⟩", new Comparison(1, agree ? 0 : 1, difference, first), null);
  }

  /** The scalar product of two vectors of integers, which may exceed the exact range of float64. */
  private static BigInteger dot(double[] a, double[] b) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(integer(a[i]).multiply(integer(b[i])));
    }
    return sum;
  }

  private static BigInteger integer(double value) {
    return new BigDecimal(value).toBigIntegerExact();
  }
}
