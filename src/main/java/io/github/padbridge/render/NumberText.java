package io.github.padbridge.render;

/** Numbers as people and other programs read them. */
final class NumberText {
  private NumberText() {}

  /** Without a decimal point where the number is an integer that float64 holds exactly. */
  static String of(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
