package io.github.padbridge.explain;

/**
 * An array of two axes: a cell where a row crosses a column.
 *
 * @param note what it shows, with its sizes
 * @param rows the cells down its first axis
 * @param columns the cells along its second
 */
public record Plane(String note, Strip rows, Strip columns) {
  /** The cell at any row and column. */
  public Cell at(long row, long column) {
    return rows.at(row).crossing(columns.at(column));
  }
}
