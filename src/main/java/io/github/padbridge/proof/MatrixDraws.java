package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Shape;
import java.util.SplittableRandom;

/**
 * Random integers for the products with a layer's matrix and with its transpose, so small that
 * float64 computes both exactly. See {@link Draws} for why few draws are enough.
 */
final class MatrixDraws {
  private static final double EXACT_LIMIT = 0x1p53;
  private static final double WANTED_MISS_PROBABILITY = 1e-12;

  /** The identity of scalar products is of degree 3 in x, weight and y; the products are of 2. */
  private static final double DEGREE = 3;

  /**
   * The numbers of one draw.
   *
   * @param x in the shape of the layer's input
   * @param weight in the shape of its weight
   * @param y in the shape of its output
   */
  record Draw(Tensor x, Tensor weight, Tensor y) {
    /** The tensors that the layer is run on. */
    CaseTensors tensors() {
      return new CaseTensors(x, weight, null, null);
    }
  }

  private final ConvSpec layer;
  private final long range;
  private final SplittableRandom random;

  /**
   * @param summands the number of weight elements in all entries of the matrix
   */
  MatrixDraws(ConvSpec layer, long summands, long seed) {
    this.layer = layer;
    this.range = (long) Math.floor(Math.sqrt((EXACT_LIMIT - 1) / longestSum(layer, summands)));
    this.random = new SplittableRandom(seed);
  }

  /**
   * The most weight elements in the sums of a row or column. A repeated border element can add all
   * of them to one column.
   */
  private static double longestSum(ConvSpec layer, long summands) {
    if (layer.paddingMode() != PaddingMode.ZEROS) {
      return summands;
    }
    double channels = Math.max(layer.inChannels().value(), layer.outChannels().value());
    double sum = channels / layer.groups();
    for (int size : layer.kernelSize()) {
      sum *= size;
    }
    return sum;
  }

  /** The draws that bound the chance that a wrong matrix passes below 10⁻¹². */
  int enough() {
    int draws = 1;
    while (missProbability(draws) >= WANTED_MISS_PROBABILITY) {
      draws++;
    }
    return draws;
  }

  double missProbability(int draws) {
    return Math.pow(DEGREE / (2.0 * range + 1), draws);
  }

  Draw next() {
    return new Draw(
        tensor(layer.inputShape()), tensor(layer.weightShape()), tensor(layer.outputShape()));
  }

  private Tensor tensor(Shape shape) {
    double[] data = random.longs(shape.elements(), -range, range + 1).asDoubleStream().toArray();
    return new Tensor(shape.toIntArray(), data);
  }
}
