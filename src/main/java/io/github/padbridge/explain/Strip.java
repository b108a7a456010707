package io.github.padbridge.explain;

import java.util.function.LongFunction;

/**
 * One row of a picture: a cell at every position.
 *
 * @param name the title of the row
 * @param note the sizes of the row
 * @param begin the first position that is not blank
 * @param end the one after the last
 * @param cells the cell at each position from {@code begin} to {@code end}
 */
public record Strip(String name, String note, long begin, long end, LongFunction<Cell> cells) {

  /** The cell at any position. */
  public Cell at(long position) {
    return begin <= position && position < end ? cells.apply(position) : Cell.BLANK;
  }
}
