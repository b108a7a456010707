package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameAmounts;
import io.github.padbridge.explain.SameOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Where TensorFlow's 3-D ops with SAME start later than 1-D and 2-D ops: where the stride leaves
 * two or more elements over. Measured with TensorFlow 2.18 and 2.21.
 */
final class LateStart {
  private static final String FROM_FIRST =
      ", except with XLA and in float32 with oneDNN (the default on x86)";

  private LateStart() {}

  /** The warnings for a TensorFlow layer, one per group of axes. */
  static List<String> of(TensorFlowSpec layer) {
    boolean pools = layer.op().kind() == TensorFlowOp.Kind.MAX_POOL;
    return sentences(
        layer,
        "tf.nn." + layer.opName(),
        axis -> SameAmounts.of(layer, axis).flatMap(same -> same.where(same::mayStartLate)),
        layer.startsLate()
            ? FROM_FIRST
            : " without oneDNN, and in types other than float32"
                + (pools ? ", and in TensorFlow 2.18" : ""));
  }

  /**
   * The warnings where SAME has the shape of a PyTorch layer, one per group of axes.
   *
   * @param op the name of the TensorFlow op
   */
  static List<String> of(Layer layer, String op) {
    return sentences(
        layer,
        op,
        axis ->
            SameOp.of(layer, axis)
                .flatMap(
                    same ->
                        AxisSizes.of(
                            layer, axis, same::mayStartLate, same.settled(), same.period())),
        FROM_FIRST);
  }

  private static List<String> sentences(
      Layer layer, String op, IntFunction<Optional<AxisSizes>> sizes, String builds) {
    return AxisGroups.of(layer, sizes).entrySet().stream()
        .map(
            group ->
                op
                    + " with SAME skips elements at the start "
                    + group.getKey().onAny(group.getValue())
                    + builds)
        .toList();
  }
}
