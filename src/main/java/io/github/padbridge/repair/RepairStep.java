package io.github.padbridge.repair;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.equivalence.ChainAxes;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step of what a chain computes, over all its spatial axes. */
sealed interface RepairStep {
  /**
   * Elements added around the data.
   *
   * @param amounts one for each spatial axis; negative amounts crop
   */
  record Padding(List<PadAmount> amounts, Fill fill) implements RepairStep {}

  /**
   * A convolution or pooling.
   *
   * @param windows one for each spatial axis
   * @param index of the layer in its chain
   * @param layer the layer that the step comes from
   * @param bias whether a bias is added
   */
  record Windows(List<AxisOp.Windowed> windows, int index, Layer layer, boolean bias)
      implements RepairStep {
    /** The window of the first axis: all have the same kind. */
    AxisOp.Windowed first() {
      return windows.get(0);
    }
  }

  /** The steps of a chain; empty where the ops differ between the axes. */
  static Optional<List<RepairStep>> of(Chain chain) {
    List<List<AxisOp>> axes = ChainAxes.of(chain);
    int[] at = new int[axes.size()];
    List<RepairStep> steps = new ArrayList<>();
    List<Layer> layers = chain.layers();
    for (int next = 0; next <= layers.size(); next++) {
      for (int axis = 0; axis < at.length; axis++) {
        List<AxisOp> ops = axes.get(axis);
        while (at[axis] < ops.size() && !(ops.get(at[axis]) instanceof AxisOp.Windowed)) {
          AxisOp op = ops.get(at[axis]++);
          if (op instanceof AxisOp.Pad pad) {
            add(steps, pad, axis, at.length);
          } else if (op instanceof AxisOp.Slice) {
            return Optional.empty();
          }
        }
      }
      if (next < layers.size()) {
        List<AxisOp.Windowed> windows = new ArrayList<>();
        boolean bias = false;
        for (int axis = 0; axis < at.length; axis++) {
          windows.add((AxisOp.Windowed) axes.get(axis).get(at[axis]++));
          int weight = next;
          bias |=
              axes.get(axis).stream()
                  .anyMatch(op -> op instanceof AxisOp.Bias b && b.weight() == weight);
        }
        steps.add(new Windows(windows, next, layers.get(next), bias));
      }
    }
    return Optional.of(steps);
  }

  /** Paddings of several axes with the same elements are one step. */
  private static void add(List<RepairStep> steps, AxisOp.Pad pad, int axis, int rank) {
    PadAmount amount = new PadAmount(pad.before(), pad.after());
    int last = steps.size() - 1;
    if (last >= 0
        && steps.get(last) instanceof Padding padding
        && padding.fill().equals(pad.fill())
        && padding.amounts().get(axis).isNone()) {
      List<PadAmount> amounts = new ArrayList<>(padding.amounts());
      amounts.set(axis, amount);
      steps.set(last, new Padding(amounts, pad.fill()));
      return;
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      amounts.add(i == axis ? amount : PadAmount.NONE);
    }
    steps.add(new Padding(amounts, pad.fill()));
  }
}
