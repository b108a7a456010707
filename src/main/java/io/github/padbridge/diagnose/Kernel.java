package io.github.padbridge.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * The weight and bias of a convolution.
 *
 * @param weight as {@code (O, C/groups, k...)}
 * @param bias {@code (O,)}; null if there is none
 */
record Kernel(View weight, @Nullable View bias) {
  /** With the bias in another order. */
  Kernel withBiasIn(int[] order) {
    return bias == null ? this : new Kernel(weight, bias.reordered(0, order));
  }

  /** Whether the bias stands in the order of the layer. */
  boolean hasOwnBias() {
    return bias == null || !bias.isReordered();
  }
}
