package io.github.padbridge.execute;

import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Tensor;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Random tensors for a layer.
 *
 * <p>A convolution is bilinear in its input and its weight. Where two such maps differ, one element
 * of their difference is a polynomial of degree 2 that is not zero, and such a polynomial vanishes
 * on a draw from 2R + 1 integers with probability at most 2 / (2R + 1) (Schwartz 1980, Zippel
 * 1979). R is chosen so large that this is small, and so small that every sum of products stays
 * below 2⁵³ and float64 computes it exactly, in whatever order.
 */
final class Draws {
  private static final double EXACT_LIMIT = 0x1p53;
  private static final double WANTED_MISS_PROBABILITY = 1e-12;

  private final ConvSpec spec;
  private final SplittableRandom random;

  Draws(ConvSpec spec, long seed) {
    this.spec = spec;
    this.random = new SplittableRandom(seed);
  }

  /** The largest R with (products per output + 1) · R² < 2⁵³; the one more is the bias. */
  static long integerRange(ConvSpec spec) {
    return (long) Math.floor(Math.sqrt((EXACT_LIMIT - 1) / (productsPerOutput(spec) + 1)));
  }

  /** How many draws bound the chance that a wrong plan passes below 10⁻¹²? */
  static int enoughFor(ConvSpec spec) {
    int draws = 1;
    while (missProbability(spec, draws) >= WANTED_MISS_PROBABILITY) {
      draws++;
    }
    return draws;
  }

  /** The bound on the chance that a wrong plan agrees on that many integer draws. */
  static double missProbability(ConvSpec spec, int draws) {
    // So many draws are possible that the bound is too small for a number, but it is never zero.
    return Math.max(Math.pow(2.0 / (2.0 * integerRange(spec) + 1), draws), Double.MIN_NORMAL);
  }

  /** No output element sums more products than this. */
  private static double productsPerOutput(ConvSpec spec) {
    double products = (double) spec.inChannels() / spec.groups();
    for (int size : spec.kernelSize()) {
      products *= size;
    }
    return products;
  }

  /** True where the tensors are integers so small that float64 computes the layer exactly. */
  static boolean isExactOn(ConvSpec spec, CaseTensors tensors) {
    double x = largestInteger(tensors.x());
    double weight = largestInteger(tensors.weight());
    double bias = tensors.bias() == null ? 0 : largestInteger(tensors.bias());
    return productsPerOutput(spec) * x * weight + bias < EXACT_LIMIT;
  }

  /** The largest magnitude, infinite where a number is not an integer. */
  private static double largestInteger(Tensor tensor) {
    double largest = 0;
    for (double value : tensor.data()) {
      largest =
          value == Math.rint(value) ? Math.max(largest, Math.abs(value)) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  /** The next draw of integers from -R to R. */
  CaseTensors integers() {
    long range = integerRange(spec);
    return tensors(() -> random.nextLong(-range, range + 1));
  }

  /** The next draw of reals from -1 to 1, each a number that {@code precision} holds. */
  CaseTensors reals(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> tensors(() -> 2 * random.nextDouble() - 1);
      case FLOAT32 -> tensors(() -> (float) (2 * random.nextDouble() - 1));
    };
  }

  private CaseTensors tensors(DoubleSupplier numbers) {
    Tensor x = tensor(spec.inputShape(), numbers);
    Tensor weight = tensor(spec.weightShape(), numbers);
    Tensor bias = spec.bias() ? tensor(Shape.of(spec.outChannels()), numbers) : null;
    return new CaseTensors(x, weight, bias, null);
  }

  private static Tensor tensor(Shape shape, DoubleSupplier numbers) {
    double[] data = new double[Math.toIntExact(shape.elements())];
    for (int i = 0; i < data.length; i++) {
      data[i] = numbers.getAsDouble();
    }
    return new Tensor(shape.toIntArray(), data);
  }
}
