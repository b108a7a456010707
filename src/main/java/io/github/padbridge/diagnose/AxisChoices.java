package io.github.padbridge.diagnose;

import io.github.padbridge.diagnose.AxisVariant.AxisChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Combines the variants of all axes. */
final class AxisChoices {
  private AxisChoices() {}

  /**
   * All combinations with at most {@code most} kinds of changes.
   *
   * @param variants of each axis
   * @param letters of the spatial axes
   */
  static List<Choice<List<AxisWindow>>> of(
      List<List<AxisVariant>> variants, String letters, int most) {
    List<List<AxisVariant>> combinations = List.of(List.of());
    for (List<AxisVariant> axis : variants) {
      List<List<AxisVariant>> longer = new ArrayList<>();
      for (List<AxisVariant> begun : combinations) {
        for (AxisVariant variant : axis) {
          List<AxisVariant> next = new ArrayList<>(begun);
          next.add(variant);
          if (kinds(next) <= most) {
            longer.add(next);
          }
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(one -> choice(one, letters)).toList();
  }

  private static long kinds(List<AxisVariant> variants) {
    return variants.stream()
        .flatMap(variant -> variant.changes().stream())
        .map(AxisChange::kind)
        .distinct()
        .count();
  }

  /** {@code H}, {@code H and W}, or {@code D, H and W}. */
  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Changes of the same words stand once, with all their axes. */
  private static Choice<List<AxisWindow>> choice(List<AxisVariant> variants, String letters) {
    Map<AxisChange, List<String>> axes = new LinkedHashMap<>();
    for (int axis = 0; axis < variants.size(); axis++) {
      for (AxisChange change : variants.get(axis).changes()) {
        axes.computeIfAbsent(change, key -> new ArrayList<>())
            .add(letters.substring(axis, axis + 1));
      }
    }
    Map<Kind, List<String>> clauses = new LinkedHashMap<>();
    axes.forEach(
        (change, names) ->
            clauses
                .computeIfAbsent(change.kind(), key -> new ArrayList<>())
                .add(change.what() + " along " + listed(names) + " " + change.how()));
    List<Change> changes = new ArrayList<>();
    clauses.forEach((kind, words) -> changes.add(new Change(kind, String.join(", ", words))));
    return new Choice<>(variants.stream().map(AxisVariant::windows).toList(), changes);
  }
}
