package io.github.padbridge.matrix;

/**
 * One entry of a row that is not zero by construction.
 *
 * @param column 0-based
 * @param elements the tensor elements in its sum, by row-major index, ascending; several where a
 *     padding mode puts the same input element under the kernel more than once
 */
public record Entry(long column, long[] elements) {
  /** The entry's value, where {@code numbers} are the tensor's elements. */
  public double valueIn(double[] numbers) {
    double sum = 0;
    for (long element : elements) {
      sum += numbers[Math.toIntExact(element)];
    }
    return sum;
  }
}
