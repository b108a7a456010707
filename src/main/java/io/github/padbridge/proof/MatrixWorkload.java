package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import java.util.List;
import java.util.Locale;

/**
 * An estimate of the work of multiplying with the matrix of a layer, made before anything is
 * allocated.
 *
 * @param cells the cells of the matrix, with its zeros
 * @param products the products of the layer itself
 * @param bytes the bytes that the layer itself allocates
 */
record MatrixWorkload(double cells, double products, double bytes) {
  /** A second or two on a slow core. */
  private static final double MOST_PRODUCTS = 2e8;

  private static final double MOST_BYTES = 1e9;

  /**
   * @param layer the layer on one sample
   */
  static MatrixWorkload of(ConvSpec layer) {
    double cells = (double) layer.inputShape().elements() * layer.outputShape().elements();
    Workload work = Workload.of(layer);
    return new MatrixWorkload(cells, work.products(), work.bytes());
  }

  boolean isLarge() {
    return cells > MOST_PRODUCTS || products > MOST_PRODUCTS || bytes > MOST_BYTES;
  }

  /**
   * @throws Refusal if it is too much
   */
  void require() {
    if (isLarge()) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "too large to multiply: %.1e cells, a layer of %.1e products and %.1e bytes"
                      + " (at most %.0e, %.0e and %.0e)",
                  cells,
                  products,
                  bytes,
                  MOST_PRODUCTS,
                  MOST_PRODUCTS,
                  MOST_BYTES),
              "a smaller input_shape proves the same geometry",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
  }
}
