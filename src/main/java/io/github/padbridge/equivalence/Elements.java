package io.github.padbridge.equivalence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Names for values along one axis. Equal values, built from the input in the same way, have the
 * same number; the input's elements have their index.
 */
final class Elements {
  /** The value 0. */
  static final int ZERO = -1;

  /** The value −∞. */
  static final int MINUS_INFINITY = -2;

  /** Built values count down from here; constants and results alike. */
  private static final int FIRST = -3;

  private record Key(int[] parts) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(parts, key.parts);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(parts);
    }
  }

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Integer, int[]> parts = new HashMap<>();

  /** The number of what is built from {@code built}, whose first part says how. */
  int of(int... built) {
    int next = FIRST - numbers.size();
    Integer known = numbers.putIfAbsent(new Key(built), next);
    if (known == null) {
      parts.put(next, built);
      return next;
    }
    return known;
  }

  /** What a value is built from; empty for elements of the input, 0 and −∞. */
  int[] partsOf(int element) {
    return parts.getOrDefault(element, new int[0]);
  }
}
