package io.github.padbridge.explain;

/** What stands at one position of a strip, or of two that cross. */
public enum Cell {
  /** Nothing. */
  BLANK("nothing"),
  /** An element of the input. */
  INPUT("input element"),
  /** An element that padding adds. */
  PADDING("padding"),
  /** A zero between two elements of a transposed convolution's input. */
  INSERTED("zero between input elements"),
  /** An element that one element of the kernel meets. */
  TAP("kernel element"),
  /** An element that a dilated kernel passes over. */
  GAP("skipped by the dilated kernel"),
  /** An element of the full result of a transposed convolution. */
  FULL("element of the full result, before cropping"),
  /** An element of the output. */
  OUTPUT("output element"),
  /** An element of the output that is there because of output_padding. */
  EXTENSION("output element added by output_padding"),
  /** An element that is cropped. */
  CUT("cropped");

  private final String meaning;

  Cell(String meaning) {
    this.meaning = meaning;
  }

  /** What it stands for, as a legend says it. */
  public String meaning() {
    return meaning;
  }

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
