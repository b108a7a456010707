package io.github.padbridge.equivalence;

import io.github.padbridge.chain.AppliedFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers for the values along one axis. Values that are built from the input in the same way have
 * the same number; an input element has its index.
 */
final class Elements {
  /** The value 0. */
  static final int ZERO = -1;

  /** The value −∞. */
  static final int MINUS_INFINITY = -2;

  /** Constants and results are numbered from here downwards. */
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

  private final Map<AppliedFunction, Integer> functions = new HashMap<>();

  /** A number for a function, the same for equal ones. */
  int of(AppliedFunction function) {
    return functions.computeIfAbsent(function, known -> functions.size());
  }

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

  /** The parts of a value; empty for input elements, 0 and −∞. */
  int[] partsOf(int element) {
    return parts.getOrDefault(element, new int[0]);
  }
}
