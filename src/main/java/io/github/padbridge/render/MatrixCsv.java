package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Entry;
import io.github.padbridge.matrix.LayerMatrix;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A matrix as CSV with its zeros, one line per row, without a header. */
public final class MatrixCsv {
  private static final long MOST_CELLS = 100_000_000;

  private MatrixCsv() {}

  /**
   * Writes row after row.
   *
   * @throws Refusal before anything is written, if there are too many cells
   */
  public static void write(LayerMatrix layer, Writer out) throws IOException {
    ElementMatrix matrix = layer.matrix();
    requireFew(matrix);
    MatrixCells cells = new MatrixCells(layer);
    for (long row = 0; row < matrix.rows(); row++) {
      long column = 0;
      for (Entry entry : matrix.row(row)) {
        zeros(column, entry.column(), out);
        out.write(entry.column() == 0 ? "" : ",");
        out.write(cells.of(entry));
        column = entry.column() + 1;
      }
      zeros(column, matrix.columns(), out);
      out.write('\n');
    }
  }

  private static void zeros(long first, long end, Writer out) throws IOException {
    for (long column = first; column < end; column++) {
      out.write(column == 0 ? "0" : ",0");
    }
  }

  private static void requireFew(ElementMatrix matrix) {
    boolean few = matrix.rows() <= MOST_CELLS / matrix.columns();
    if (!few || matrix.summands() > MOST_CELLS) {
      throw new Refusal(
          new Fault(
              "csv output is limited to "
                  + MOST_CELLS
                  + " cells and as many summed elements (got "
                  + matrix.rows()
                  + " x "
                  + matrix.columns()
                  + " cells, "
                  + matrix.summands()
                  + " elements)",
              "--format mtx omits the zeros",
              List.of(),
              null));
    }
  }
}
