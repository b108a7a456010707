package io.github.padbridge.shape;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The size of one axis: a number, or {@code multiplier·floor((factor·variable + offset) / divisor)
 * + addend} of a size that is not known yet. Every size in a translation has this form, so one plan
 * holds for all input sizes.
 *
 * @param variable the unknown size, such as {@code L_in} or {@code C_in}; null where the size is
 *     known
 * @param factor 0 where the size is known
 * @param offset the size itself where it is known
 * @param divisor at least 1; 1 where the size is known
 * @param multiplier at least 1; 1 where nothing is rounded
 * @param addend 0 where the multiplier is 1
 * @param exact true where the division never has a remainder, such as channels by groups; false
 *     where nothing is divided
 */
public record Size(
    @Nullable String variable,
    long factor,
    long offset,
    long divisor,
    long multiplier,
    long addend,
    boolean exact) {
  public Size {
    if (divisor < 1 || multiplier < 1 || (variable == null) != (factor == 0)) {
      throw new IllegalArgumentException(
          multiplier + "*((" + factor + "*" + variable + " + " + offset + ")/" + divisor + ")");
    }
    // One form for every size, so that equal sizes are equal records.
    if (exact) {
      factor = Math.multiplyExact(factor, multiplier);
      offset =
          Math.addExact(
              Math.multiplyExact(offset, multiplier), Math.multiplyExact(addend, divisor));
      long common = gcd(gcd(factor, divisor), offset);
      factor /= common;
      offset /= common;
      divisor /= common;
      multiplier = 1;
      addend = 0;
      exact = divisor > 1;
    } else if (divisor == 1 && multiplier == 1) {
      // The general form below, without the divisions: most sizes are known.
      offset = Math.addExact(offset, addend);
      addend = 0;
    } else if (variable == null || factor % divisor == 0) {
      factor = Math.multiplyExact(factor / divisor, multiplier);
      offset =
          Math.addExact(Math.multiplyExact(Math.floorDiv(offset, divisor), multiplier), addend);
      divisor = 1;
      multiplier = 1;
      addend = 0;
    } else if (multiplier == 1) {
      offset = Math.addExact(offset, Math.multiplyExact(addend, divisor));
      addend = 0;
    } else {
      addend =
          Math.addExact(addend, Math.multiplyExact(Math.floorDiv(offset, divisor), multiplier));
      offset = Math.floorMod(offset, divisor);
    }
  }

  private static long gcd(long a, long b) {
    return b == 0 ? Math.abs(a) : gcd(b, a % b);
  }

  private static Size plain(@Nullable String variable, long factor, long offset, long divisor) {
    return new Size(variable, factor, offset, divisor, 1, 0, false);
  }

  public static Size of(long value) {
    return plain(null, 0, value, 1);
  }

  public static Size unknown(String variable) {
    return plain(variable, 1, 0, 1);
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
        variable, factor, offset, divisor, multiplier, Math.addExact(addend, summand), exact);
  }

  public Size minus(long subtrahend) {
    return plus(Math.negateExact(subtrahend));
  }

  /**
   * This size minus {@code other}, where the difference is the same for every input size.
   *
   * @throws IllegalStateException if that depends on the input
   */
  public long minus(Size other) {
    long apart = offset - other.offset;
    if (factor != other.factor
        || divisor != other.divisor
        || exact != other.exact
        || multiplier != other.multiplier
        || apart % divisor != 0
        || !Objects.equals(variable, other.variable)) {
      throw new IllegalStateException(this + " less " + other + " depends on the input");
    }
    return multiplier * (apart / divisor) + addend - other.addend;
  }

  /**
   * This size times {@code by}, which is at least 1.
   *
   * @throws ArithmeticException if the product of a known size does not fit a long
   */
  public Size times(long by) {
    return new Size(
        variable,
        factor,
        offset,
        divisor,
        Math.multiplyExact(multiplier, by),
        Math.multiplyExact(addend, by),
        exact);
  }

  /**
   * This size divided by {@code by}, which is at least 1, rounded down.
   *
   * @throws IllegalStateException if this size is a multiple that {@code by} does not divide
   */
  public Size floorDividedBy(long by) {
    if (multiplier == 1) {
      return plain(variable, factor, offset, Math.multiplyExact(divisor, by));
    }
    if (multiplier % by != 0) {
      throw new IllegalStateException("no translation divides " + this + " by " + by);
    }
    return new Size(
        variable, factor, offset, divisor, multiplier / by, Math.floorDiv(addend, by), false);
  }

  /**
   * This size divided by {@code by}, which is at least 1 and divides it, such as channels by
   * groups. A known size is rounded down otherwise.
   */
  public Size dividedBy(long by) {
    return isKnown()
        ? of(offset / by)
        : new Size(
            variable, factor, offset, Math.multiplyExact(divisor, by), multiplier, addend, true);
  }

  /** The size for a value of its variable. */
  public Size at(long variableValue) {
    if (isKnown()) {
      return this;
    }
    long product = Math.addExact(Math.multiplyExact(factor, variableValue), offset);
    return of(
        Math.addExact(Math.multiplyExact(multiplier, Math.floorDiv(product, divisor)), addend));
  }

  /**
   * The value of the variable for which this size is {@code value}.
   *
   * @throws IllegalStateException if this size is rounded, or known
   */
  public long variableAt(long value) {
    if (isKnown() || (divisor > 1 && !exact)) {
      throw new IllegalStateException("several or no variables give " + this);
    }
    return (Math.multiplyExact(value, divisor) - offset) / factor;
  }

  /**
   * {@code 1481}, {@code 6*L_in - 13}, {@code C_in/4}, {@code floor((L_in - 1)/2)} or a multiple of
   * the last.
   */
  @Override
  public String toString() {
    if (variable == null) {
      return Long.toString(offset);
    }
    String sum = sum(factor == 1 ? variable : factor + "*" + variable, offset);
    if (divisor == 1) {
      return sum;
    }
    String quotient = (offset == 0 ? sum : "(" + sum + ")") + "/" + divisor;
    if (exact) {
      return quotient;
    }
    String rounded = "floor(" + quotient + ")";
    return sum(multiplier == 1 ? rounded : multiplier + "*" + rounded, addend);
  }

  private static String sum(String first, long summand) {
    return summand == 0 ? first : first + (summand < 0 ? " - " : " + ") + Math.abs(summand);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Size size
        && Objects.equals(variable, size.variable)
        && factor == size.factor
        && offset == size.offset
        && divisor == size.divisor
        && multiplier == size.multiplier
        && addend == size.addend
        && exact == size.exact;
  }

  @Override
  public int hashCode() {
    return Objects.hash(variable, factor, offset, divisor, multiplier, addend, exact);
  }
}
