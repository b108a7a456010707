package io.github.padbridge.expression;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** The numeric literals of Python. */
final class NumberLiteral {
  /** The digit limit: longer integers are slow to parse. */
  private static final int MOST_DIGITS = 1000;

  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final Pattern DECIMAL = Pattern.compile("0(?:_?0)*|[1-9](?:_?[0-9])*");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x(?:_?[0-9a-f])+");
  private static final Pattern OCTAL = Pattern.compile("0o(?:_?[0-7])+");
  private static final Pattern BINARY = Pattern.compile("0b(?:_?[01])+");
  private static final Pattern FLOAT =
      Pattern.compile(
          String.format("(?:%1$s\\.(?:%1$s)?|\\.%1$s)(?:e[+-]?%1$s)?|%1$se[+-]?%1$s", DIGITS));

  private NumberLiteral() {}

  /**
   * A Long, a BigInteger beyond the range of long, or a finite Double.
   *
   * @throws NumberFormatException if it is invalid in Python or too long; the message says why
   */
  static Number parse(String literal) {
    String text = literal.toLowerCase(Locale.ROOT);
    if (literal.length() > MOST_DIGITS) {
      throw new NumberFormatException("a number must have at most 1,000 digits");
    }
    String digits = text.replace("_", "");
    if (DECIMAL.matcher(text).matches()) {
      return integer(digits, 10);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return integer(digits.substring(2), 16);
    }
    if (OCTAL.matcher(text).matches()) {
      return integer(digits.substring(2), 8);
    }
    if (BINARY.matcher(text).matches()) {
      return integer(digits.substring(2), 2);
    }
    if (FLOAT.matcher(text).matches()) {
      return decimal(digits);
    }
    throw new NumberFormatException(reason(text));
  }

  private static Number integer(String digits, int radix) {
    return narrowed(new BigInteger(digits, radix));
  }

  /** A long if it fits. */
  static Number narrowed(BigInteger integer) {
    return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
  }

  private static Double decimal(String digits) {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("the number is beyond the range of a 64-bit float");
    }
    return value;
  }

  private static String reason(String text) {
    if (text.matches("0[0-9_]+")) {
      return "a Python integer must not have leading zeros";
    }
    if (text.matches("[0-9_.e+-]+j")) {
      return "a complex number is not supported";
    }
    return "this is not a Python number";
  }
}
