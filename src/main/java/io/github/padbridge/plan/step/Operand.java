package io.github.padbridge.plan.step;

import java.util.Locale;

/** The tensor of a plan that a step works on. */
public enum Operand {
  /** The input, and after the convolution or pooling its result. */
  DATA,
  /** The kernel. */
  WEIGHT,
  /**
   * Ones in the shape of the data, padded and averaged as the data is: the part of each window that
   * an average counts.
   */
  COVERAGE;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The name in output. */
  public String id() {
    return id;
  }
}
