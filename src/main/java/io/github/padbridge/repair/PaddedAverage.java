package io.github.padbridge.repair;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.repair.RepairStep.Padding;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An average that counts its padding, but not the elements that ceil_mode adds, as zeros around its
 * input and an average of elements.
 */
record PaddedAverage(Padding padding, Windows windows) {
  /** Empty for other windows. */
  static Optional<PaddedAverage> of(Windows step) {
    List<PadAmount> amounts = Dialect.amounts(step).orElse(List.of());
    List<PadAmount> zeros = new ArrayList<>();
    List<AxisOp.Windowed> windows = new ArrayList<>();
    for (int axis = 0; axis < amounts.size(); axis++) {
      if (!(step.windows().get(axis) instanceof AxisOp.Average average
          && average.divisor() instanceof Divisor.Padded)) {
        return Optional.empty();
      }
      PadAmount own =
          average.edges() instanceof Edges.Ceil ceil ? ceil.padding() : amounts.get(axis);
      int past = amounts.get(axis).after() - own.after();
      zeros.add(own);
      windows.add(
          new AxisOp.Average(
              average.window(),
              new Edges.Fixed(new PadAmount(0, past)),
              average.onlySize(),
              new Divisor.Elements()));
    }
    return windows.isEmpty()
        ? Optional.empty()
        : Optional.of(new PaddedAverage(new Padding(zeros, Fill.ZERO), step.with(windows)));
  }
}
