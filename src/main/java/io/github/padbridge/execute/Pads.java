package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep.Gather;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
  static INDArray around(
      INDArray array, List<PadAmount> paddings, Step.Pad.Mode mode, Step.Pad.Fill fill) {
    INDArray x = array;
    int[][] amounts = new int[x.rank()][];
    for (int axis = 0; axis < amounts.length; axis++) {
      PadAmount amount = paddings.get(axis);
      PadAmount grown = amount.padded();
      unless(
          mode != Step.Pad.Mode.REFLECT || Math.max(amount.before(), amount.after()) < x.size(axis),
          "REFLECT paddings reach past the mirror");
      if (mode != Step.Pad.Mode.CONSTANT) {
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

  /** The padding of an axis of a size. */
  interface AtSize {
    PadAmount amount(int axis, long size);
  }

  /** Pads or crops each spatial axis by amounts that depend on its size. */
  static INDArray same(INDArray x, int firstAxis, int rank, AtSize atSize, Step.Pad.Fill fill) {
    List<PadAmount> amounts = new ArrayList<>(Collections.nCopies(x.rank(), PadAmount.NONE));
    for (int axis = 0; axis < rank; axis++) {
      amounts.set(firstAxis + axis, atSize.amount(axis, x.size(firstAxis + axis)));
    }
    return around(x, amounts, Step.Pad.Mode.CONSTANT, fill);
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
