package io.github.padbridge.layer;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;
import java.util.Collections;
import java.util.List;

/**
 * The windows of a convolution or pooling. Each list holds one number for each spatial axis.
 *
 * @param kernelSize the elements of a window
 * @param stride from one window to the next
 * @param dilation from one element of a window to the next
 */
public record Windows(List<Integer> kernelSize, List<Integer> stride, List<Integer> dilation) {
  public Windows {
    kernelSize = List.copyOf(kernelSize);
    stride = List.copyOf(stride);
    dilation = List.copyOf(dilation);
  }

  /**
   * One window that covers all axes.
   *
   * @param sizes of the spatial axes, known
   */
  public static Windows global(List<Size> sizes) {
    List<Integer> ones = Collections.nCopies(sizes.size(), 1);
    return new Windows(sizes.stream().map(Size::intValue).toList(), ones, ones);
  }

  /** The extent of a window on an axis, dilation included. */
  public long effectiveKernel(int axis) {
    return ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilation.get(axis));
  }
}
