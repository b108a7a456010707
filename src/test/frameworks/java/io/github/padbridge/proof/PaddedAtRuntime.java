package io.github.padbridge.proof;

import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PoolSpec;
import java.util.Collections;

/** Layers as timm's {@code Conv2dSame} and {@code MaxPool2dSame}, which pad when they run. */
final class PaddedAtRuntime {
  private PaddedAtRuntime() {}

  /** A forward convolution with SAME padding; a transposed one as it is. */
  static ConvSpec of(ConvSpec spec) {
    if (spec.op().isTransposed()) {
      return spec;
    }
    return new ConvSpec(
        spec.op(),
        spec.inChannels().intValue(),
        spec.outChannels().intValue(),
        spec.kernelSize(),
        spec.stride(),
        new Padding.RuntimeSame(),
        spec.outputPadding(),
        spec.dilation(),
        spec.groups(),
        spec.bias(),
        PaddingMode.ZEROS,
        spec.inputShape());
  }

  /** A max pooling with SAME padding; an average pooling as it is. */
  static PoolSpec of(PoolSpec drawn) {
    if (!drawn.op().isMax()) {
      return drawn;
    }
    int rank = drawn.spatialRank();
    return new PoolSpec(
            drawn.op(),
            drawn.kernelSize(),
            drawn.stride(),
            Collections.nCopies(rank, 0),
            Collections.nCopies(rank, 1),
            false,
            true,
            null,
            drawn.inputShape())
        .withRuntimeSame();
  }
}
