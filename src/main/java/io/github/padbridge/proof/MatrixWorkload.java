package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import java.util.List;
import java.util.Locale;

/**
 * What multiplying a layer's matrix out takes, estimated before anything is allocated.
 *
 * @param cells the matrix's, zeros and all
 * @param products what the layer itself multiplies
 * @param bytes what the layer itself allocates
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
   * @throws Refusal if this is too much
   */
  void require() {
    if (isLarge()) {
      throw new Refusal(
          new Fault(
              String.format(
                  Locale.ROOT,
                  "too large to be multiplied out: %.1e cells, a layer of %.1e products and %.1e bytes"
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
