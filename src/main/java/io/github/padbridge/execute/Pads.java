package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Padding as a step of a plan: it refuses what the framework refuses. */
final class Pads {
  private Pads() {}

  /**
   * {@code tf.pad} or {@code F.pad}. Negative amounts crop, which only PyTorch has.
   *
   * @param paddings one an axis
   */
  static INDArray around(
      INDArray array,
      List<PadAmount> paddings,
      Step.Pad.Mode mode,
      Step.Pad.Fill fill,
      Framework target) {
    INDArray x = array;
    int[][] amounts = new int[x.rank()][];
    for (int axis = 0; axis < amounts.length; axis++) {
      PadAmount amount = paddings.get(axis);
      int before = Math.min(amount.before(), 0);
      int after = Math.min(amount.after(), 0);
      unless((before == 0 && after == 0) || target == Framework.PYTORCH, "negative paddings");
      unless(
          mode != Step.Pad.Mode.REFLECT || Math.max(amount.before(), amount.after()) < x.size(axis),
          "REFLECT paddings reach past the mirror");
      if (before < 0 || after < 0) {
        unless(x.size(axis) + before + after > 0, "all of an axis is cropped");
        x = Nd4jOps.slice(x, axis, -before, x.size(axis) + before + after);
      }
      amounts[axis] = new int[] {Math.max(amount.before(), 0), Math.max(amount.after(), 0)};
    }
    if (mode == Step.Pad.Mode.REFLECT) {
      return Nd4jOps.pad(x, amounts, 1);
    }
    return switch (fill) {
      case ZERO -> Nd4jOps.pad(x, amounts, 0);
      case ONE -> Nd4jOps.padWith(x, amounts, 1);
      case LOWEST -> Nd4jOps.padWith(x, amounts, Double.NEGATIVE_INFINITY);
    };
  }
}
