package io.github.padbridge.repair;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.repair.RepairStep.Padding;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;

/**
 * A transposed convolution whose result reaches further than its kernel, as zeros around its input
 * and a transposed convolution that crops.
 */
record PaddedTransposed(Padding padding, Windows windows) {
  static PaddedTransposed of(Windows step) {
    List<PadAmount> amounts = new ArrayList<>();
    List<AxisOp.Windowed> windows = new ArrayList<>();
    for (AxisOp.Windowed window : step.windows()) {
      AxisOp.Sum sum = (AxisOp.Sum) window;
      PadAmount reach = ((Edges.Fixed) sum.edges()).amount();
      PadAmount added =
          new PadAmount(zeros(reach.before(), sum.window()), zeros(reach.after(), sum.window()));
      int stride = sum.window().baseDilation();
      PadAmount rest =
          new PadAmount(
              reach.before() - added.before() * stride, reach.after() - added.after() * stride);
      amounts.add(added);
      windows.add(
          new AxisOp.Sum(
              sum.window(),
              new Edges.Fixed(rest),
              sum.onlySize(),
              sum.weight(),
              sum.border(),
              sum.reversed()));
    }
    return new PaddedTransposed(new Padding(amounts, Fill.ZERO), step.with(windows));
  }

  /** The zeros at one end of the input that leave no more than the kernel reaches. */
  private static int zeros(int reach, Window window) {
    int beyond = Math.toIntExact(reach - (window.reach() - 1));
    return beyond <= 0 ? 0 : (beyond - 1) / window.baseDilation() + 1;
  }

  /** Whether no zeros are needed. */
  boolean isNone() {
    return Dialect.areAll(padding.amounts(), PadAmount::isNone);
  }
}
