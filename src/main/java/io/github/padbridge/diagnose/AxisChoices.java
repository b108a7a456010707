package io.github.padbridge.diagnose;

import io.github.padbridge.diagnostic.WordList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Combines the variants of all axes. */
final class AxisChoices {
  private AxisChoices() {}

  /**
   * All combinations with at most {@code most} kinds of changes, those that are told in the fewest
   * clauses first.
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
    return combinations.stream()
        .filter(one -> !isToldOtherwise(one))
        .sorted(Comparator.comparingLong(one -> changes(one).size()))
        .map(one -> choice(one, letters))
        .toList();
  }

  /** Whether windows are moved only where other changes tell it better. */
  private static boolean isToldOtherwise(List<AxisVariant> variants) {
    return variants.stream().anyMatch(AxisVariant::isToldOtherwise)
        && variants.stream()
            .allMatch(
                one -> one.isToldOtherwise() || !(one.has(Kind.PADDING) || one.has(Kind.CROP)));
  }

  private static Set<AxisChange> changes(List<AxisVariant> variants) {
    return variants.stream()
        .flatMap(variant -> variant.changes().stream())
        .collect(Collectors.toSet());
  }

  private static long kinds(List<AxisVariant> variants) {
    return changes(variants).stream().map(AxisChange::kind).distinct().count();
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
                .add(change.what() + " along " + WordList.and(names) + " " + change.how()));
    List<Change> changes = new ArrayList<>();
    clauses.forEach((kind, words) -> changes.add(new Change(kind, String.join(", ", words))));
    return new Choice<>(variants.stream().map(AxisVariant::windows).toList(), changes);
  }
}
