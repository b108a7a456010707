package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.Locale;

/** The TensorFlow build that a plan runs on. */
@SuppressWarnings("JavaLangClash") // Planners never use java.lang.Runtime.
public enum Runtime {
  /** Any CPU build: without kernels for dilated transposed or 3-D convolutions. */
  PORTABLE,
  /** A build with oneDNN on, in float32, which has those kernels. */
  ONEDNN;

  /**
   * The layer as this build computes it: with oneDNN on, TensorFlow's 3-D ops start at the first
   * element in float32. (Measured with TensorFlow 2.21; the max_pool3d of 2.18 does not.)
   */
  public Layer computed(Layer layer) {
    return this == ONEDNN && layer instanceof TensorFlowSpec spec && spec.startsLate()
        ? spec.withPadding(TensorFlowPadding.SAME_FROM_FIRST)
        : layer;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
