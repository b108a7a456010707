package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Windows;
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
        spec.channels(),
        spec.windows(),
        new Padding.RuntimeSame(),
        spec.outputPadding(),
        spec.bias(),
        PaddingMode.ZEROS,
        false,
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
            new Windows(drawn.kernelSize(), drawn.stride(), Collections.nCopies(rank, 1)),
            Collections.nCopies(rank, 0),
            false,
            true,
            null,
            false,
            drawn.inputShape())
        .withRuntimeSame();
  }
}
