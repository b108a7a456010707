package io.github.padbridge.plan.step;

import java.util.Locale;

/** What a pooling computes from each window. */
public enum Pooling {
  MAX,
  AVG,
  SUM;

  /** The start of the ops' names in PyTorch and TensorFlow. */
  public String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
