package io.github.padbridge.matrix;

/** Small matrices with all their cells, for tests. */
public final class DenseMatrix {
  private DenseMatrix() {}

  /** The cells, row by row; an entry that stands where one stands already is an error. */
  public static double[][] of(ElementMatrix matrix, double[] numbers) {
    double[][] cells = new double[(int) matrix.rows()][(int) matrix.columns()];
    for (int row = 0; row < cells.length; row++) {
      long last = -1;
      for (Entry entry : matrix.row(row)) {
        if (entry.column() <= last || entry.elements().length == 0) {
          throw new AssertionError("the entries of row " + row + " are not in order");
        }
        last = entry.column();
        cells[row][(int) last] = entry.valueIn(numbers);
      }
    }
    return cells;
  }

  /** The cells as symbols. */
  public static String[][] symbols(ElementMatrix matrix) {
    String[][] cells = new String[(int) matrix.rows()][(int) matrix.columns()];
    for (int row = 0; row < cells.length; row++) {
      java.util.Arrays.fill(cells[row], "0");
      for (Entry entry : matrix.row(row)) {
        StringBuilder symbol = new StringBuilder();
        for (long element : entry.elements()) {
          symbol.append(symbol.isEmpty() ? "" : "+").append(matrix.symbol()).append(element);
        }
        cells[row][(int) entry.column()] = symbol.toString();
      }
    }
    return cells;
  }

  public static double[] times(double[][] cells, double[] x) {
    double[] product = new double[cells.length];
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < x.length; column++) {
        product[row] += cells[row][column] * x[column];
      }
    }
    return product;
  }

  public static String[][] transposed(String[][] cells) {
    String[][] transposed = new String[cells[0].length][cells.length];
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        transposed[column][row] = cells[row][column];
      }
    }
    return transposed;
  }

  /** The entries and the elements they add up, counted one by one. */
  public static long[] counted(ElementMatrix matrix) {
    long[] counts = new long[2];
    for (long row = 0; row < matrix.rows(); row++) {
      for (Entry entry : matrix.row(row)) {
        counts[0]++;
        counts[1] += entry.elements().length;
      }
    }
    return counts;
  }
}
