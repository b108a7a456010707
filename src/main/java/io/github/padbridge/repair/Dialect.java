package io.github.padbridge.repair;

import io.github.padbridge.chain.Style;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Writes steps as lines of code in one framework and style. */
interface Dialect {
  /** The lines that pad or crop; empty where the framework has none. */
  Optional<List<String>> padding(RepairStep.Padding step);

  /** The line that applies a function; empty where the framework has none, or none is known. */
  Optional<String> function(RepairStep.Function step);

  /** More lines than this are not written for one padding. */
  int MOST_LINES = 8;

  /**
   * The padding as TensorFlow steps: elements are added, then cropped, and the border element is
   * repeated one at a time, as mirroring with the border does.
   *
   * @return empty where there are too many
   */
  static List<RepairStep.Padding> plain(RepairStep.Padding step) {
    List<RepairStep.Padding> split = split(step);
    RepairStep.Padding first = split.get(0);
    if (!first.fill().equals(new Fill.Copies(AxisOp.Mode.REPLICATE))) {
      return split;
    }
    int most =
        first.amounts().stream().mapToInt(a -> Math.max(a.before(), a.after())).max().orElse(0);
    if (most > MOST_LINES) {
      return List.of();
    }
    List<RepairStep.Padding> steps = new ArrayList<>();
    for (int one = 0; one < most; one++) {
      int so = one;
      List<PadAmount> ones =
          first.amounts().stream()
              .map(a -> new PadAmount(a.before() > so ? 1 : 0, a.after() > so ? 1 : 0))
              .toList();
      steps.add(new RepairStep.Padding(ones, new Fill.Copies(AxisOp.Mode.SYMMETRIC)));
    }
    steps.addAll(split.subList(1, split.size()));
    return steps;
  }

  /** The padding as elements that are added, then others that are cropped; at least one step. */
  static List<RepairStep.Padding> split(RepairStep.Padding step) {
    List<PadAmount> added = step.amounts().stream().map(PadAmount::padded).toList();
    List<PadAmount> cropped =
        step.amounts().stream()
            .map(a -> new PadAmount(Math.min(a.before(), 0), Math.min(a.after(), 0)))
            .toList();
    List<RepairStep.Padding> steps = new ArrayList<>();
    if (!areAll(added, PadAmount::isNone)) {
      steps.add(new RepairStep.Padding(added, step.fill()));
    }
    if (!areAll(cropped, PadAmount::isNone) || steps.isEmpty()) {
      steps.add(new RepairStep.Padding(cropped, Fill.ZERO));
    }
    return steps;
  }

  /**
   * Whether a transposed convolution may reach further than its kernel, so that no zeros are needed
   * in front of it.
   */
  default boolean reachesBeyond() {
    return false;
  }

  /** The lines of all steps; empty where the dialect has none for one of them. */
  static Optional<List<String>> lines(
      List<RepairStep.Padding> steps, Function<RepairStep.Padding, Optional<String>> line) {
    List<String> lines = new ArrayList<>();
    for (RepairStep.Padding step : steps) {
      Optional<String> one = line.apply(step);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      lines.add(one.get());
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
  }

  /** The lines that pad, followed by the window. */
  static List<String> joined(List<String> before, List<String> after) {
    List<String> lines = new ArrayList<>(before);
    lines.addAll(after);
    return lines;
  }

  /**
   * Ways to write a window, the simplest first, each as lines of code. The caller checks which of
   * them computes the step.
   */
  List<List<String>> windows(Windows step);

  /** The lines of an adaptive pooling; empty where the framework has none. */
  Optional<List<String>> adaptive(RepairStep.Adaptive step);

  /** The line that reorders the axes. */
  String transpose(List<Integer> permutation);

  /** The padding around the input that holds at every size; empty where it depends on the size. */
  static Optional<List<PadAmount>> amounts(Windows step) {
    List<PadAmount> amounts = new ArrayList<>();
    for (AxisOp.Windowed window : step.windows()) {
      // Windows of ceil_mode begin inside the input or the padding before it.
      Optional<PadAmount> amount =
          window.edges() instanceof Edges.Ceil ceil
              ? Optional.of(ceil(ceil.padding(), window.window()))
              : window.edges().covering(Size.unknown("n"), window.window());
      if (amount.isEmpty()) {
        return Optional.empty();
      }
      amounts.add(amount.get());
    }
    return Optional.of(amounts);
  }

  private static PadAmount ceil(PadAmount padding, Window window) {
    long after = Math.min(padding.after() + window.stride() - 1L, window.reach() - 1);
    return new PadAmount(padding.before(), Math.toIntExact(after));
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

  /** The arguments of the layer call at this place that are not geometry. */
  static String kept(Style style, Windows step) {
    int at = step.index();
    String activation =
        step.activated() && at < style.activations().size() ? style.activations().get(at) : "";
    return activation + (at < style.kept().size() ? style.kept().get(at) : "");
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
   * Whether the step is a convolution that reads its kernel in reverse, as a transposed convolution
   * does.
   */
  static boolean isTransposed(Windows step) {
    return LayerComputation.of(step.layer()) instanceof Convolution convolution
        && convolution.transposed();
  }

  /** Whether nothing is put in another order. */
  static boolean isInOrder(List<Integer> order) {
    return order.equals(order.stream().sorted().toList());
  }

  static boolean areAll(List<PadAmount> amounts, Predicate<PadAmount> property) {
    return amounts.stream().allMatch(property);
  }
}
