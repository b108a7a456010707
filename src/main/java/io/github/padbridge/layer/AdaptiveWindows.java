package io.github.padbridge.layer;

import java.util.Optional;

/**
 * The windows of an adaptive pooling on one axis, where they have one size and one distance. Window
 * {@code p} of {@code out} windows over {@code in} elements reaches from {@code floor(p * in /
 * out)} to {@code ceil((p + 1) * in / out)}. Sources: {@code
 * aten/src/ATen/native/AdaptivePooling.h}, {@code
 * keras/src/layers/pooling/base_adaptive_pooling.py}.
 *
 * @param size elements of a window
 * @param stride from one window to the next
 */
public record AdaptiveWindows(int size, int stride) {
  /**
   * The windows of an axis; empty where they have several sizes or distances. With {@code in = out
   * * stride} they tile the axis. With one element more each overlaps the next by one element: the
   * starts are still multiples of the stride, and every end is rounded up.
   */
  public static Optional<AdaptiveWindows> of(long in, long out) {
    boolean isRegular = out >= 1 && in >= out && in <= Integer.MAX_VALUE && in % out <= 1;
    if (!isRegular) {
      return Optional.empty();
    }
    int stride = Math.toIntExact(in / out);
    return Optional.of(
        out == 1
            ? new AdaptiveWindows(stride, stride)
            : new AdaptiveWindows(stride + Math.toIntExact(in % out), stride));
  }
}
