package io.github.padbridge.expression;

import java.math.BigInteger;

/** Exact integer arithmetic as in Python, within 64 bits. */
final class IntegerArithmetic {
  private static final String TOO_LARGE = "the result exceeds 64 bits";

  private IntegerArithmetic() {}

  /**
   * {@code left operator right}.
   *
   * @param operator {@code + - * // %} or {@code **}
   * @throws ArithmeticException if there is no result or it is not a 64-bit integer; the message
   *     says why
   */
  static long apply(String operator, long left, long right) {
    BigInteger a = BigInteger.valueOf(left);
    BigInteger b = BigInteger.valueOf(right);
    return switch (operator) {
      case "+" -> bounded(a.add(b));
      case "-" -> bounded(a.subtract(b));
      case "*" -> bounded(a.multiply(b));
      case "//" -> floorDivided(left, right);
      case "%" -> Math.floorMod(left, divisor(right));
      case "**" -> power(left, right);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static long floorDivided(long left, long right) {
    // The one quotient that does not fit.
    if (left == Long.MIN_VALUE && right == -1) {
      throw new ArithmeticException(TOO_LARGE);
    }
    return Math.floorDiv(left, divisor(right));
  }

  private static long divisor(long right) {
    if (right == 0) {
      throw new ArithmeticException("division by zero");
    }
    return right;
  }

  private static long power(long base, long exponent) {
    if (exponent < 0) {
      throw new ArithmeticException(
          "a power with a negative exponent is not an integer (got " + exponent + ")");
    }
    if (base >= -1 && base <= 1) {
      boolean isOne = exponent == 0 || base == 1 || (base == -1 && exponent % 2 == 0);
      return isOne ? 1 : base;
    }
    if (exponent >= Long.SIZE) {
      throw new ArithmeticException(TOO_LARGE);
    }
    return bounded(BigInteger.valueOf(base).pow((int) exponent));
  }

  private static long bounded(BigInteger result) {
    if (result.bitLength() >= Long.SIZE) {
      throw new ArithmeticException(TOO_LARGE);
    }
    return result.longValue();
  }
}
