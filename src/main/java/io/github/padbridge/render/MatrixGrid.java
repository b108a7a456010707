package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Entry;
import io.github.padbridge.matrix.LayerMatrix;
import java.util.Arrays;
import java.util.List;

/** A small matrix as text with cells of equal width, so that diagonals are visible. */
final class MatrixGrid {
  private static final int MOST_ROWS = 256;
  private static final int MOST_COLUMNS = 64;
  private static final int MOST_SUMMANDS = 100_000;

  private MatrixGrid() {}

  static boolean fits(ElementMatrix matrix) {
    return matrix.rows() <= MOST_ROWS
        && matrix.columns() <= MOST_COLUMNS
        && matrix.summands() <= MOST_SUMMANDS;
  }

  /** {@code 256 rows and ... columns (got ...)}. */
  static String limits(ElementMatrix matrix) {
    boolean longSums = matrix.rows() <= MOST_ROWS && matrix.columns() <= MOST_COLUMNS;
    return longSums
        ? MOST_SUMMANDS + " summed elements (got " + matrix.summands() + ")"
        : MOST_ROWS
            + " rows and "
            + MOST_COLUMNS
            + " columns (got "
            + matrix.rows()
            + " x "
            + matrix.columns()
            + ")";
  }

  /**
   * @throws Refusal if the matrix is too large for text
   */
  static String of(LayerMatrix layer) {
    ElementMatrix matrix = layer.matrix();
    if (!fits(matrix)) {
      throw new Refusal(
          new Fault(
              "text output is limited to " + limits(matrix),
              "--format csv has a higher limit and mtx has none; a smaller input_shape shows the same pattern",
              List.of(),
              null));
    }
    MatrixCells cells = new MatrixCells(layer);
    String[][] grid = new String[(int) matrix.rows()][(int) matrix.columns()];
    int width = 1;
    for (int row = 0; row < grid.length; row++) {
      Arrays.fill(grid[row], "0");
      for (Entry entry : matrix.row(row)) {
        String cell = cells.of(entry);
        grid[row][(int) entry.column()] = cell;
        width = Math.max(width, cell.length());
      }
    }
    return lines(grid, width);
  }

  private static String lines(String[][] grid, int width) {
    StringBuilder text = new StringBuilder();
    for (String[] row : grid) {
      text.append(' ');
      for (String cell : row) {
        text.append(" ".repeat(1 + width - cell.length())).append(cell);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
