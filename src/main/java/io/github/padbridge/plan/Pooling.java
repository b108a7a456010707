package io.github.padbridge.plan;

import java.util.Locale;

/** What a pooling computes from each window: the maximum or the average. */
public enum Pooling {
  MAX,
  AVG;

  /** The start of the ops' names in both frameworks. */
  public String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
