package io.github.padbridge.repair;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What the code of JAX, Flax and Equinox has in common. */
final class JaxDialect {
  private JaxDialect() {}

  /** One number for each spatial axis, as a tuple. */
  static String numbers(Windows step, ToIntFunction<Window> number) {
    return tuple(step.windows(), window -> number.applyAsInt(window.window()));
  }

  /** {@code (1, 2)}, {@code (1,)}. */
  static <T> String tuple(List<T> items, Function<T, Object> text) {
    String inside =
        items.stream().map(item -> text.apply(item).toString()).collect(Collectors.joining(", "));
    return "(" + inside + (items.size() == 1 ? ",)" : ")");
  }

  static String pairs(List<PadAmount> amounts) {
    return tuple(amounts, amount -> tuple(List.of(amount.before(), amount.after()), n -> n));
  }

  /** Whether every window has this number. */
  static boolean areAll(Windows step, int value, ToIntFunction<Window> number) {
    return step.windows().stream().allMatch(w -> number.applyAsInt(w.window()) == value);
  }

  static boolean isReversed(Windows step) {
    return step.first() instanceof AxisOp.Sum sum && sum.reversed();
  }

  /** The ways to write the padding, the simplest first; all are tried. */
  static List<String> paddings(Windows step) {
    List<String> paddings = new ArrayList<>(List.of("\"VALID\"", "\"SAME\""));
    pairs(step).ifPresent(pairs -> paddings.add(pairs(pairs)));
    return paddings;
  }

  /** The padding of {@code conv_general_dilated} that holds at every size. */
  static Optional<List<PadAmount>> pairs(Windows step) {
    boolean areFixed =
        step.windows().stream().allMatch(window -> window.edges() instanceof Edges.Fixed);
    return areFixed
        ? Optional.of(
            step.windows().stream().map(window -> ((Edges.Fixed) window.edges()).amount()).toList())
        : Dialect.amounts(step);
  }
}
