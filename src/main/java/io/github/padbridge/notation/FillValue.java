package io.github.padbridge.notation;

/**
 * The value of constant padding. Equal numbers are equal values, whether written {@code 0} or
 * {@code 0.}.
 *
 * @param number a Long for an integer that float64 holds exactly, otherwise a Double
 */
public record FillValue(Number number) {
  public static final FillValue ZERO = new FillValue(0L);

  static final double EXACT = 0x1p53;

  public FillValue {
    double value = number.doubleValue();
    boolean isInteger = value == Math.rint(value) && Math.abs(value) < EXACT;
    number = isInteger ? (Number) (long) value : (Number) value;
  }

  public boolean isZero() {
    return equals(ZERO);
  }

  public boolean isFinite() {
    return Double.isFinite(number.doubleValue());
  }

  /** The number for messages: {@code 0}, {@code -1.5}, {@code -inf}. */
  public String shown() {
    return isFinite() ? number.toString() : python().replaceAll("float|[()\"]", "");
  }

  /** The number in Python: {@code 0}, {@code -1.5} or {@code float("-inf")}. */
  public String python() {
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return "float(\"nan\")";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    }
    return number.toString();
  }

  /** The same, always a float: {@code 0.0}. */
  String pythonFloat() {
    return number instanceof Long ? number + ".0" : python();
  }
}
