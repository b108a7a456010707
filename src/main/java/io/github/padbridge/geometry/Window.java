package io.github.padbridge.geometry;

import io.github.padbridge.shape.ConvArithmetic;

/**
 * The window of one spatial axis. Output {@code p} reads, with tap {@code k}, position {@code
 * p·stride + k·dilation − padding_low}; position {@code q} holds input element {@code q /
 * baseDilation} where {@code baseDilation} divides {@code q}, and zero elsewhere.
 *
 * @param size the kernel size
 * @param stride 1 for a transposed convolution
 * @param dilation from one tap to the next
 * @param baseDilation from one input element to the next: the stride of a transposed convolution, 1
 *     for every other op
 */
public record Window(int size, int stride, int dilation, int baseDilation) {
  /** The window of a forward convolution or a pooling. */
  public static Window forward(int size, int stride, int dilation) {
    return new Window(size, stride, dilation, 1);
  }

  /** The window of a transposed convolution. */
  public static Window transposed(int size, int stride, int dilation) {
    return new Window(size, 1, dilation, stride);
  }

  /** The number of positions that the window spans. */
  public long reach() {
    return ConvArithmetic.effectiveKernel(size, dilation);
  }

  /** Whether the window is dilated and has more than one tap. */
  public boolean isSpread() {
    return dilation > 1 && size > 1;
  }
}
