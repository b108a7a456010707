package io.github.padbridge.matrix;

import io.github.padbridge.shape.Shape;

/** A matrix whose entries are elements of one tensor, or sums of them; all others are zero. */
public interface ElementMatrix {
  long rows();

  long columns();

  /**
   * The number of entries of all rows, counted without visiting them.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if counting takes too long
   */
  long entries();

  /**
   * The number of elements in the sums of all entries: more than {@link #entries()} where an entry
   * is a sum of several.
   */
  long summands();

  /** The shape of the tensor whose elements the entries are, numbered row-major. */
  Shape tensorShape();

  /** The symbol of an element of the tensor: {@code w} in {@code w0, w1, ...}. */
  String symbol();

  /** The entries of one row, the columns ascending. */
  Iterable<Entry> row(long row);
}
