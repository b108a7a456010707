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
 * Where TensorFlow's 3-D ops with SAME start later than those of fewer axes: where a stride leaves
 * two elements over or more. Measured with TensorFlow 2.18 and 2.21.
 */
final class LateStart {
  private static final String FROM_FIRST =
      " in float32 with oneDNN on, the default on x86, nor with XLA";

  private LateStart() {}

  /** A sentence for the axes that share it, for a TensorFlow layer. */
  static List<String> of(TensorFlowSpec layer) {
    boolean pools = layer.op().kind() == TensorFlowOp.Kind.MAX_POOL;
    return sentences(
        layer,
        "tf.nn." + layer.opName(),
        axis -> SameAmounts.of(layer, axis).flatMap(same -> same.where(same::mayStartLate)),
        layer.startsLate()
            ? ", but not" + FROM_FIRST
            : " without oneDNN, and in other types than float32"
                + (pools ? ", and in TensorFlow 2.18" : ""));
  }

  /**
   * A sentence for the axes that share it, where SAME has the shape of a PyTorch layer.
   *
   * @param op the name of TensorFlow's op
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
        ", but not" + FROM_FIRST);
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
