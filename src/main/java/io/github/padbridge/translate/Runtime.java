package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.Locale;

/** The build of TensorFlow that a plan is to run on. */
@SuppressWarnings("JavaLangClash") // Nothing that plans asks for Java's.
public enum Runtime {
  /** Any CPU build: no dilated transposed or 3-D kernels. */
  PORTABLE,
  /** A build with oneDNN switched on, in float32, which has them. */
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
