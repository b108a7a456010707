package io.github.padbridge.explain;

/** What stands at one position of a strip. */
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
  CUT
}
