package io.github.padbridge.proof;

import io.github.padbridge.matrix.ElementMatrix;

/** An engine that multiplies with a layer's matrix as well. */
public interface MatrixEngine extends Engine {
  /**
   * The products with a matrix and with its transpose.
   *
   * @param numbers the elements of the tensor that the matrix is made of
   * @param x a number for each column
   * @param y a number for each row
   */
  MatrixProducts multiply(ElementMatrix matrix, double[] numbers, double[] x, double[] y);
}
