package io.github.padbridge.repair;

import java.util.function.Predicate;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Writes steps as lines of code in one framework and style. */
interface Dialect {
  /** The line that pads or crops; empty where the framework has none. */
  Optional<String> padding(RepairStep.Padding step);

  /**
   * Ways to write a window, the plainest first, each as lines of code. Whether one computes what
   * the step says is for the caller to find out.
   */
  List<List<String>> windows(Windows step);

  /** The line that reorders the axes. */
  String transpose(List<Integer> permutation);

  /** The padding around the input that holds at every size; empty where it depends on the size. */
  static Optional<List<PadAmount>> amounts(Windows step) {
    List<PadAmount> amounts = new ArrayList<>();
    for (AxisOp.Windowed window : step.windows()) {
      Optional<PadAmount> amount = window.edges().covering(Size.unknown("n"), window.window());
      if (amount.isEmpty()) {
        return Optional.empty();
      }
      amounts.add(amount.get());
    }
    return Optional.of(amounts);
  }

  /** What a transposed convolution crops off its full result. */
  static List<PadAmount> crops(Windows step) {
    List<PadAmount> crops = new ArrayList<>();
    for (AxisOp.Windowed window : step.windows()) {
      PadAmount amount = ((Edges.Fixed) window.edges()).amount();
      int last = Math.toIntExact(window.window().reach()) - 1;
      crops.add(new PadAmount(last - amount.before(), last - amount.after()));
    }
    return crops;
  }

  /** One number where it is the same on every axis, else a tuple. */
  static String perAxis(Windows step, ToIntFunction<Window> number) {
    return tuple(step.windows().stream().map(w -> number.applyAsInt(w.window())).toList());
  }

  /** One number where all are the same, else a tuple. */
  static String tuple(List<Integer> numbers) {
    if (numbers.stream().distinct().count() == 1) {
      return String.valueOf(numbers.get(0));
    }
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * Whether the step is a convolution whose kernel is read as a transposed convolution reads it.
   */
  static boolean isTransposed(Windows step) {
    return LayerComputation.of(step.layer())
            instanceof Convolution convolution
        && convolution.transposed();
  }

  static boolean areAll(List<PadAmount> amounts, Predicate<PadAmount> property) {
    return amounts.stream().allMatch(property);
  }
}
