package io.github.padbridge.explain;

/** What stands at one position of a strip, or of two that cross. */
public enum Cell {
  /** Nothing. */
  BLANK,
  /** An element of the input. */
  INPUT,
  /** An element that padding puts around the input. */
  PADDING,
  /** A zero between two elements of a transposed convolution's input. */
  INSERTED,
  /** An element that one element of the kernel meets. */
  TAP,
  /** An element that a dilated kernel passes over. */
  GAP,
  /** An element of the full result of a transposed convolution. */
  FULL,
  /** An element of the output. */
  OUTPUT,
  /** An element of the output that is there because of output_padding. */
  EXTENSION,
  /** An element that is cut off. */
  CUT;

  /**
   * What stands where the row of one axis crosses the column of another: nothing where either has
   * nothing, and else what is further down in this list, as an element that is padded along one
   * axis is padding.
   */
  public Cell crossing(Cell other) {
    if (this == BLANK || other == BLANK) {
      return BLANK;
    }
    return compareTo(other) >= 0 ? this : other;
  }
}
