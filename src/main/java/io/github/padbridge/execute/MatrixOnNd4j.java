package io.github.padbridge.execute;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Entry;
import io.github.padbridge.proof.MatrixProducts;
import io.github.padbridge.proof.Precision;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplies with a matrix and all its zeros on ND4J, some rows at a time. */
final class MatrixOnNd4j {
  /** The number of cells in memory at once. */
  private static final int BLOCK = 1 << 20;

  private MatrixOnNd4j() {}

  /**
   * @param numbers the elements of the tensor
   * @param x one number per column
   * @param y one number per row
   */
  static MatrixProducts multiply(ElementMatrix matrix, double[] numbers, double[] x, double[] y) {
    int rows = Math.toIntExact(matrix.rows());
    int columns = Math.toIntExact(matrix.columns());
    int blockRows = Math.max(1, Math.min(rows, BLOCK / columns));
    INDArray right = array(x, columns, 1);
    double[] product = new double[rows];
    double[] transposedProduct = new double[columns];
    for (int begin = 0; begin < rows; begin += blockRows) {
      int size = Math.min(blockRows, rows - begin);
      double[] part = new double[size];
      System.arraycopy(y, begin, part, 0, size);
      try (INDArray block = array(cells(matrix, numbers, begin, size), size, columns)) {
        double[] above = numbers(block.mmul(right));
        System.arraycopy(above, 0, product, begin, size);
        double[] below = numbers(block.transpose().mmul(array(part, size, 1)));
        for (int column = 0; column < columns; column++) {
          transposedProduct[column] += below[column];
        }
      }
    }
    return new MatrixProducts(product, transposedProduct);
  }

  private static double[] cells(ElementMatrix matrix, double[] numbers, int begin, int size) {
    int columns = Math.toIntExact(matrix.columns());
    double[] cells = new double[size * columns];
    for (int row = 0; row < size; row++) {
      for (Entry entry : matrix.row(begin + row)) {
        cells[row * columns + Math.toIntExact(entry.column())] = entry.valueIn(numbers);
      }
    }
    return cells;
  }

  private static INDArray array(double[] numbers, int... shape) {
    return Nd4jOps.array(new Tensor(shape, numbers), Precision.FLOAT64);
  }

  private static double[] numbers(INDArray array) {
    return Nd4jOps.tensor(array).data();
  }
}
