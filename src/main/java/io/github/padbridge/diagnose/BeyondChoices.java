package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.List;

/** The values that a port may have beyond the ends of the input. */
final class BeyondChoices {
  private BeyondChoices() {}

  static List<Choice<Beyond>> of(Beyond own, List<AxisWindow> axes, boolean transposed) {
    List<Choice<Beyond>> choices = new ArrayList<>();
    choices.add(Choice.own(own));
    boolean isPadded = axes.stream().anyMatch(axis -> axis.low() > 0 || axis.high() > 0);
    if (!isPadded || transposed) {
      return choices;
    }
    List<List<List<Integer>>> known = new ArrayList<>();
    known.add(elements(own, axes));
    for (Beyond other : Beyond.values()) {
      List<List<Integer>> elements = elements(other, axes);
      boolean isNoMaximum =
          own == Beyond.NOTHING && axes.stream().allMatch(axis -> axis.repeats(other));
      boolean isNew = other == Beyond.ZEROS || !known.contains(elements);
      if (other != own && other != Beyond.NOTHING && isNew && !isNoMaximum) {
        known.add(elements);
        String message = "the padding is " + other.words() + ", not " + own.words();
        choices.add(Choice.changed(other, Kind.PADDING_MODE, message));
      }
    }
    return choices;
  }

  private static List<List<Integer>> elements(Beyond beyond, List<AxisWindow> axes) {
    return axes.stream().map(axis -> axis.elements(beyond)).toList();
  }
}
