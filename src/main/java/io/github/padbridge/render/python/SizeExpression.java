package io.github.padbridge.render.python;

import io.github.padbridge.shape.Size;

/** A size as a Python expression. */
final class SizeExpression {
  private SizeExpression() {}

  /**
   * {@code 2 * ((h_in + 1) // 2) + 3}.
   *
   * @param variable the Python name of the unknown size
   */
  static String of(Size size, String variable) {
    String product = size.factor() == 1 ? variable : size.factor() + " * " + variable;
    String sum = sum(product, size.offset());
    if (size.divisor() == 1) {
      return sum;
    }
    boolean isSum = size.factor() != 1 || size.offset() != 0;
    String rounded = (isSum ? "(" + sum + ")" : sum) + " // " + size.divisor();
    return size.multiplier() == 1
        ? rounded
        : sum(size.multiplier() + " * (" + rounded + ")", size.addend());
  }

  private static String sum(String first, long summand) {
    return summand == 0 ? first : first + (summand < 0 ? " - " : " + ") + Math.abs(summand);
  }
}
