package io.github.padbridge.equivalence;

import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalises the ops along an axis: pads in front of a window and crops behind it become part of
 * the window where that is equal, and a bias moves in front of a maximum. Values and refusals stay
 * the same.
 */
final class AxisForm {
  private AxisForm() {}

  static List<AxisOp> of(List<AxisOp> ops) {
    List<AxisOp> form = new ArrayList<>();
    for (AxisOp op : ops) {
      add(form, op instanceof AxisOp.Slice slice ? crop(slice) : op);
    }
    return List.copyOf(form);
  }

  /** A slice that drops elements at the ends is a negative padding. */
  private static AxisOp crop(AxisOp.Slice slice) {
    boolean fromEnds =
        slice.step() == 1 && slice.begin() >= 0 && (slice.end() == null || slice.end() < 0);
    return fromEnds
        ? new AxisOp.Pad(-slice.begin(), slice.end() == null ? 0 : slice.end(), Fill.ZERO)
        : slice;
  }

  private static void add(List<AxisOp> form, AxisOp op) {
    if (op instanceof AxisOp.Pad pad && pad.before() == 0 && pad.after() == 0) {
      return;
    }
    if (!form.isEmpty()) {
      int last = form.size() - 1;
      AxisOp merged = merged(form.get(last), op);
      if (merged != null) {
        form.remove(last);
        add(form, merged);
        return;
      }
      AxisOp before = form.get(last);
      if (commute(before, op)) {
        form.remove(last);
        add(form, op);
        form.add(before);
        return;
      }
    }
    form.add(op);
  }

  /**
   * Whether an op may move before another: a crop before one on each element, a bias before max.
   */
  private static boolean commute(AxisOp first, AxisOp second) {
    return (isOfElements(first) && isCrop(second))
        || (first instanceof AxisOp.Max && second instanceof AxisOp.Bias);
  }

  private static boolean isOfElements(AxisOp op) {
    return op instanceof AxisOp.Bias
        || (op instanceof AxisOp.Applied applied && !applied.function().wholeAxes());
  }

  private static @Nullable AxisOp merged(AxisOp first, AxisOp second) {
    if (first instanceof AxisOp.Pad pad && second instanceof AxisOp.Pad other) {
      return merged(pad, other);
    }
    if (first instanceof AxisOp.Pad pad && second instanceof AxisOp.Windowed windowed) {
      return front(pad, windowed);
    }
    return first instanceof AxisOp.Windowed windowed && isCrop(second)
        ? cropped(windowed, (AxisOp.Pad) second)
        : null;
  }

  private static AxisOp.@Nullable Pad merged(AxisOp.Pad first, AxisOp.Pad second) {
    boolean grow = isPadding(first) && isPadding(second) && first.fill().equals(second.fill());
    boolean constant = first.fill() instanceof Fill.Constant;
    return (grow && constant) || (isCrop(first) && isCrop(second))
        ? new AxisOp.Pad(
            Math.addExact(first.before(), second.before()),
            Math.addExact(first.after(), second.after()),
            first.fill())
        : null;
  }

  private static AxisOp.@Nullable Windowed front(AxisOp.Pad pad, AxisOp.Windowed op) {
    if (!isPadding(pad)
        || op.window().baseDilation() != 1
        || op.onlySize() != null
        || !(op.edges() instanceof Edges.Fixed fixed)
        || fixed.amount().before() < 0
        || fixed.amount().after() < 0
        || !pad.fill().equals(op.beyond())
        || pad.fill() instanceof Fill.Copies
        || (op instanceof AxisOp.Average average
            && average.divisor() instanceof Divisor.Elements)) {
      return null;
    }
    PadAmount amount = fixed.amount();
    return with(
        op,
        new PadAmount(
            Math.addExact(amount.before(), pad.before()),
            Math.addExact(amount.after(), pad.after())));
  }

  /** A window's op without its first and last outputs. */
  private static AxisOp.@Nullable Windowed cropped(AxisOp.Windowed op, AxisOp.Pad crop) {
    if (op.onlySize() != null
        || !(op.edges() instanceof Edges.Fixed fixed)
        || !(op instanceof AxisOp.Sum sum)
        || sum.border() != Border.ZEROS) {
      return null;
    }
    Window window = op.window();
    PadAmount amount = fixed.amount();
    return with(
        op,
        new PadAmount(
            Math.addExact(amount.before(), Math.multiplyExact(window.stride(), crop.before())),
            Math.addExact(amount.after(), Math.multiplyExact(window.stride(), crop.after()))));
  }

  private static AxisOp.Windowed with(AxisOp.Windowed op, PadAmount amount) {
    Edges edges = new Edges.Fixed(amount);
    if (op instanceof AxisOp.Sum sum) {
      return new AxisOp.Sum(sum.window(), edges, null, sum.weight(), sum.border(), sum.reversed());
    }
    if (op instanceof AxisOp.Average average) {
      return new AxisOp.Average(average.window(), edges, null, average.divisor());
    }
    return new AxisOp.Max(op.window(), edges, null);
  }

  private static boolean isPadding(AxisOp.Pad pad) {
    return pad.before() >= 0 && pad.after() >= 0;
  }

  private static boolean isCrop(AxisOp op) {
    return op instanceof AxisOp.Pad pad && pad.before() <= 0 && pad.after() <= 0;
  }
}
