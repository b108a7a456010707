package io.github.padbridge.render;

import io.github.padbridge.equivalence.WindowStarts;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The windows of both sides along one axis as rows of cells: the left windows, the left input, the
 * right input, the right windows. Position 0 is the first input element; for transposed
 * convolutions the first output element.
 */
public final class WindowStrips {
  /** The number of first windows that are drawn; of the others only the last is drawn. */
  private static final int FIRST = 3;

  private WindowStrips() {}

  /** The rows from the top. */
  public static List<Strip> of(WindowStarts starts) {
    List<Strip> strips = new ArrayList<>(windows(starts.left()));
    strips.add(elements("left", starts.left(), starts));
    strips.add(elements("right", starts.right(), starts));
    strips.addAll(windows(starts.right()));
    return List.copyOf(strips);
  }

  private static List<Strip> windows(WindowStarts.Side side) {
    List<Strip> strips = new ArrayList<>();
    int count = side.starts().size();
    for (int p = 0; p < count; p++) {
      if (p < FIRST || p == count - 1) {
        strips.add(window(p, side.starts().get(p), side.window()));
      }
    }
    return strips;
  }

  private static Strip window(int number, int begin, Window window) {
    return new Strip(
        "",
        "window " + number + " starts at " + begin,
        begin,
        begin + window.reach(),
        at -> (at - begin) % window.dilation() == 0 ? Cell.TAP : Cell.GAP);
  }

  private static Strip elements(String name, WindowStarts.Side side, WindowStarts starts) {
    return starts.transposed() ? output(name, side) : input(name, side.ends(), starts.size());
  }

  private static Strip input(String name, PadAmount ends, int size) {
    return new Strip(
        name,
        size + AxisPicture.padded(ends.before(), ends.after()),
        Math.min(0, -ends.before()),
        Math.max(size, size + ends.after()),
        at -> {
          if (at < 0 || at >= size) {
            return Cell.PADDING;
          }
          return at < -ends.before() || at >= size + ends.after() ? Cell.CUT : Cell.INPUT;
        });
  }

  private static Strip output(String name, WindowStarts.Side side) {
    int output = side.output();
    int begin = Collections.min(side.starts());
    long end = Collections.max(side.starts()) + side.window().reach();
    return new Strip(
        name,
        output + AxisPicture.padded(-side.ends().before(), -side.ends().after()),
        Math.min(0, begin),
        Math.max(output, end),
        at -> {
          if (at < 0 || at >= output) {
            return Cell.CUT;
          }
          return at < begin || at >= end ? Cell.PADDING : Cell.OUTPUT;
        });
  }
}
