package io.github.padbridge.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * Valid layers that TensorFlow cannot run, because some CPU kernels have fewer features. Measured
 * with TensorFlow 2.21, oneDNN off and on.
 */
public final class TensorFlowLimits {
  private static final String ONEDNN =
      " on CPU, except in float32 with oneDNN on (the default on x86) or compiled by XLA";
  private static final String XLA = " on CPU, unless compiled by XLA";

  private TensorFlowLimits() {}

  /** One sentence for each limit, without a full stop; empty for a layer that runs everywhere. */
  public static List<String> of(TensorFlowSpec spec) {
    List<String> limits = new ArrayList<>();
    String op = "tf.nn." + spec.opName();
    boolean transposed = spec.op().isTransposed();
    boolean volume = spec.spatialRank() == 3;
    boolean explicit = spec.padding() instanceof TensorFlowPadding.Explicit;
    if (spec.channelsFirst()) {
      boolean padsAWindow = explicit && spec.op().isPooling();
      limits.add(
          op
              + " refuses "
              + spec.dataFormat()
              + (padsAWindow ? " with a list for padding on CPU" : ONEDNN));
    }
    if (spec.dilations().stream().anyMatch(dilation -> dilation > 1)) {
      if (transposed && explicit) {
        limits.add(op + " refuses dilations with a list for padding" + XLA);
      } else if (transposed || (volume && spec.groups() == 1)) {
        limits.add(op + " refuses dilations" + ONEDNN);
      }
    }
    if (volume && spec.groups() > 1) {
      limits.add(op + " refuses groups" + XLA + " (Keras compiles it)");
    }
    if (spec.op() == TensorFlowOp.DEPTHWISE_CONV2D
        && spec.strides().stream().distinct().count() > 1) {
      limits.add(op + " refuses unequal strides" + ONEDNN);
    }
    return limits;
  }
}
