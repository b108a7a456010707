package io.github.padbridge.explain;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Groups the axes of a layer by a common value, so that one sentence covers a group. */
public final class AxisGroups {
  private AxisGroups() {}

  /** {@code axis H}, {@code axes H and W}. */
  public static String named(List<Character> axes) {
    return (axes.size() == 1 ? "axis " : "axes ") + WordList.and(axes);
  }

  /**
   * The letters of the axes that share a value, in order.
   *
   * @param value the value of an axis; empty to leave the axis out
   */
  public static <V> Map<V, List<Character>> of(Layer layer, IntFunction<Optional<V>> value) {
    Map<V, List<Character>> groups = new LinkedHashMap<>();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      char letter = layer.axisName(axis);
      value
          .apply(axis)
          .ifPresent(v -> groups.computeIfAbsent(v, any -> new ArrayList<>()).add(letter));
    }
    return groups;
  }
}
