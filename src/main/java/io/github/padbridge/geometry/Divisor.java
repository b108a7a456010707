package io.github.padbridge.geometry;

/** The divisor of average pooling. */
public sealed interface Divisor {
  /** The size of the window. */
  record Whole() implements Divisor {}

  /** The number of input elements in the window. */
  record Elements() implements Divisor {}

  /**
   * The number of input and padding elements in the window, without the elements that ceil_mode
   * adds.
   */
  record Padded() implements Divisor {}

  /**
   * A constant for every window.
   *
   * @param value not 0; may be negative
   */
  record Constant(int value) implements Divisor {}
}
