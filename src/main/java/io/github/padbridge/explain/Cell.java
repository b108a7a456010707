package io.github.padbridge.explain;

/** The content of one position of a strip, or of the crossing of two. */
public enum Cell {
  /** Nothing. */
  BLANK,
  /** An element of the input. */
  INPUT,
  /** A padding element. */
  PADDING,
  /** A zero between two input elements of a transposed convolution. */
  INSERTED,
  /** An element that the kernel reads. */
  TAP,
  /** An element that a dilated kernel skips. */
  GAP,
  /** An element of the full result of a transposed convolution. */
  FULL,
  /** An element of the output. */
  OUTPUT,
  /** An output element from output_padding. */
  EXTENSION,
  /** A cropped element. */
  CUT;

  /**
   * The content where the row of one axis crosses the column of another: nothing where either has
   * nothing, otherwise the later of the two in this list, so that padding along one axis is
   * padding.
   */
  public Cell crossing(Cell other) {
    if (this == BLANK || other == BLANK) {
      return BLANK;
    }
    return compareTo(other) >= 0 ? this : other;
  }
}
