package io.github.padbridge.proof;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing happened in a sweep. */
final class Counts {
  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** 0 for what never happened. */
  int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
