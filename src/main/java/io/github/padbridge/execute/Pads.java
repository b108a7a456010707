package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.shape.PadAmount;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Padding as a step of a plan; refuses what no target supports. */
final class Pads {
  private Pads() {}

  /**
   * {@code F.pad}; a target may support less. Negative amounts crop; where the padding is constant,
   * they crop it too.
   *
   * @param paddings one per axis
   */
  static INDArray around(INDArray array, List<PadAmount> paddings, Pad.Mode mode, Pad.Fill fill) {
    INDArray x = array;
    int[][] amounts = new int[x.rank()][];
    for (int axis = 0; axis < amounts.length; axis++) {
      PadAmount amount = paddings.get(axis);
      PadAmount grown = amount.padded();
      unless(
          mode != Pad.Mode.REFLECT || Math.max(amount.before(), amount.after()) < x.size(axis),
          "REFLECT paddings reach past the mirror");
      if (mode != Pad.Mode.CONSTANT) {
        x = cropped(x, axis, amount);
      }
      amounts[axis] = new int[] {grown.before(), grown.after()};
    }
    switch (mode) {
      case REFLECT -> {
        return Nd4jOps.pad(x, amounts, 1);
      }
      case REPLICATE -> {
        return gathered(x, amounts, Gather.Mode.CLIP);
      }
      case CIRCULAR -> {
        return gathered(x, amounts, Gather.Mode.WRAP);
      }
      case CONSTANT -> {}
    }
    x =
        switch (fill) {
          case ZERO -> Nd4jOps.pad(x, amounts, 0);
          case ONE -> Nd4jOps.padWith(x, amounts, 1);
          case LOWEST -> Nd4jOps.padWith(x, amounts, Double.NEGATIVE_INFINITY);
        };
    for (int axis = 0; axis < amounts.length; axis++) {
      x = cropped(x, axis, paddings.get(axis));
    }
    return x;
  }

  private static INDArray cropped(INDArray x, int axis, PadAmount amount) {
    PadAmount cut = amount.cropped();
    if (cut.isNone()) {
      return x;
    }
    long left = x.size(axis) + cut.total();
    unless(left > 0, "all of an axis is cropped");
    return Nd4jOps.slice(x, axis, -cut.before(), left);
  }

  private static INDArray gathered(INDArray x, int[][] amounts, Gather.Mode mode) {
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
