package io.github.padbridge.geometry;

/** What the sum of a window is divided by to be its average. */
public sealed interface Divisor {
  /** The size of the window. */
  record Whole() implements Divisor {}

  /** The elements of the input in the window. */
  record Elements() implements Divisor {}

  /** The elements and the padding in the window, without what ceil_mode reaches into. */
  record Padded() implements Divisor {}

  /**
   * The same number for every window.
   *
   * @param value not 0; may be negative
   */
  record Constant(int value) implements Divisor {}
}
