package io.github.padbridge.plan;

import java.util.Locale;

/** Which of the tensors of a plan a step works on. */
public enum Operand {
  /** The input, and from the convolution or pooling on, its result. */
  DATA,
  /** The kernel. */
  WEIGHT,
  /**
   * Ones in the shape of the data, padded and averaged as the data is: the part of each window that
   * an average counts.
   */
  COVERAGE;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** What answers call it. */
  public String id() {
    return id;
  }
}
