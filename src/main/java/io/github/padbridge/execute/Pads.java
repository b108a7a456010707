package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep.Gather;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import java.util.Arrays;
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
    switch (mode) {
      case REFLECT -> {
        return Nd4jOps.pad(x, amounts, 1);
      }
      case REPLICATE -> {
        return gathered(x, amounts, Gather.Mode.CLIP, target);
      }
      case CIRCULAR -> {
        return gathered(x, amounts, Gather.Mode.WRAP, target);
      }
      case CONSTANT -> {}
    }
    return switch (fill) {
      case ZERO -> Nd4jOps.pad(x, amounts, 0);
      case ONE -> Nd4jOps.padWith(x, amounts, 1);
      case LOWEST -> Nd4jOps.padWith(x, amounts, Double.NEGATIVE_INFINITY);
    };
  }

  private static INDArray gathered(
      INDArray x, int[][] amounts, Gather.Mode mode, Framework target) {
    unless(target == Framework.PYTORCH, "a padding mode that tf.pad has not");
    INDArray padded = x;
    for (int axis = 0; axis < amounts.length; axis++) {
      int before = amounts[axis][0];
      int after = amounts[axis][1];
      int size = Math.toIntExact(x.size(axis));
      unless(
          mode != Gather.Mode.WRAP || Math.max(before, after) <= size,
          "circular padding wraps around more than once");
      if (before > 0 || after > 0) {
        int[] indices = new int[before + size + after];
        Arrays.setAll(indices, i -> mode.bringBack(i - before, size));
        padded = Nd4jOps.gather(padded, axis, indices);
      }
    }
    return padded;
  }
}
