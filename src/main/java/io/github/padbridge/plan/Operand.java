package io.github.padbridge.plan;

/** Which of the two tensors of a convolution a step works on. */
public enum Operand {
  /** The input, and from the convolution on, its result. */
  DATA,
  /** The kernel. */
  WEIGHT
}
