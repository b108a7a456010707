package io.github.padbridge.shape;

import java.util.Objects;

/**
 * The size of one axis: a number, or {@code floor((factor·variable + offset) / divisor)} of an
 * input size that is not known yet. Every size in a translation has this form, so a plan can be
 * computed once for all inputs.
 *
 * @param variable the unknown input size, such as {@code L_in}; null where the size is known
 * @param factor 0 where the size is known
 * @param offset the size itself where it is known and {@code divisor} is 1
 * @param divisor at least 1
 */
public record Size(String variable, long factor, long offset, long divisor) {
  public Size {
    if (divisor < 1 || (variable == null) != (factor == 0)) {
      throw new IllegalArgumentException(
          factor + "*" + variable + " + " + offset + " over " + divisor);
    }
    if (variable == null) {
      offset = Math.floorDiv(offset, divisor);
      divisor = 1;
    } else if (factor % divisor == 0) {
      factor /= divisor;
      offset = Math.floorDiv(offset, divisor);
      divisor = 1;
    }
  }

  public static Size of(long value) {
    return new Size(null, 0, value, 1);
  }

  public static Size unknown(String variable) {
    return new Size(variable, 1, 0, 1);
  }

  public boolean isKnown() {
    return variable == null;
  }

  /**
   * The number.
   *
   * @throws IllegalStateException if the size is not known
   */
  public long value() {
    if (!isKnown()) {
      throw new IllegalStateException(this + " is not known");
    }
    return offset;
  }

  /** The number as an int, for sizes that a validated spec bounds to int. */
  public int intValue() {
    return Math.toIntExact(value());
  }

  public Size plus(long summand) {
    return new Size(
        variable, factor, Math.addExact(offset, Math.multiplyExact(summand, divisor)), divisor);
  }

  public Size minus(long subtrahend) {
    return plus(Math.negateExact(subtrahend));
  }

  /**
   * By how much this size is longer than {@code other}, whatever the input.
   *
   * @throws IllegalStateException if that depends on the input
   */
  public long minus(Size other) {
    if (factor != other.factor
        || divisor != 1
        || other.divisor != 1
        || !Objects.equals(variable, other.variable)) {
      throw new IllegalStateException(this + " less " + other + " depends on the input");
    }
    return offset - other.offset;
  }

  /**
   * This size times {@code multiplier}, which is at least 1.
   *
   * @throws ArithmeticException if the product of a known size does not fit a long
   */
  public Size times(long multiplier) {
    if (divisor != 1) {
      throw new IllegalStateException("no translation multiplies a rounded size: " + this);
    }
    return new Size(variable, factor * multiplier, Math.multiplyExact(offset, multiplier), 1);
  }

  /** This size divided by {@code by}, which is at least 1, rounded down. */
  public Size floorDividedBy(long by) {
    return new Size(variable, factor, offset, Math.multiplyExact(divisor, by));
  }

  /** The size once its variable is known. */
  public Size at(long variableValue) {
    return isKnown()
        ? this
        : of(
            Math.floorDiv(
                Math.addExact(Math.multiplyExact(factor, variableValue), offset), divisor));
  }

  /** {@code 1481}, {@code 6*L_in - 13} or {@code floor((L_in - 1)/2)}. */
  @Override
  public String toString() {
    if (isKnown()) {
      return Long.toString(offset);
    }
    String product = factor == 1 ? variable : factor + "*" + variable;
    String sum = offset == 0 ? product : product + (offset < 0 ? " - " : " + ") + Math.abs(offset);
    if (divisor == 1) {
      return sum;
    }
    return "floor(" + (offset == 0 ? sum : "(" + sum + ")") + "/" + divisor + ")";
  }
}
