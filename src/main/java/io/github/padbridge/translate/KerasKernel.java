package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation.Convolution;

/** Which Keras layer a convolution is, by the shape of its kernel. */
public final class KerasKernel {
  private KerasKernel() {}

  /**
   * Whether it is a {@code DepthwiseConv}, with a kernel {@code (k..., C, multiplier)}, and no
   * {@code Conv} with groups. The op does not support unequal strides on every build.
   */
  public static boolean isDepthwise(Convolution convolution) {
    return convolution.rank() < 3
        && !convolution.transposed()
        && convolution.channels().isDepthwise()
        && convolution.channels().outPerGroup().isPresent()
        && convolution.axes().stream().map(axis -> axis.window().stride()).distinct().count() == 1;
  }
}
