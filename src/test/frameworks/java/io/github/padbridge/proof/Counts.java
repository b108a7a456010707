package io.github.padbridge.proof;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How often each thing happened in a sweep of random layers; printed after each test. */
final class Counts implements AfterEachCallback {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final long seed;

  Counts(long seed) {
    this.seed = seed;
  }

  void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** 0 for what never happened. */
  int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.out.println("seed " + seed + ": " + counts);
  }
}
