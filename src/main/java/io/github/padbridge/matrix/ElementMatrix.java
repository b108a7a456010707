package io.github.padbridge.matrix;

import io.github.padbridge.shape.Shape;

/** A matrix whose entries are elements of one tensor, or sums of them; all others are zero. */
public interface ElementMatrix {
  long rows();

  long columns();

  /**
   * The entries of all rows together, counted without visiting them.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if that would take too long
   */
  long entries();

  /** The elements that all entries together add up: more than {@link #entries()} where some do. */
  long summands();

  /** The shape of the tensor whose elements the entries are, which are counted row-major. */
  Shape tensorShape();

  /** What an element of the tensor is called: {@code w} of {@code w0, w1, ...}. */
  String symbol();

  /** The entries of one row, the columns ascending. */
  Iterable<Entry> row(long row);
}
