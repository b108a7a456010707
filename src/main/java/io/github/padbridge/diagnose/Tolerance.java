package io.github.padbridge.diagnose;

import java.util.Arrays;
import java.util.List;

/**
 * How far a right output may be from the exact one.
 *
 * @param name of the number type of the output
 * @param roundoff the largest relative error of rounding to it
 */
public record Tolerance(String name, double roundoff) {
  public static final Tolerance FLOAT16 = new Tolerance("float16", 0x1p-11);
  public static final Tolerance BFLOAT16 = new Tolerance("bfloat16", 0x1p-8);
  public static final Tolerance FLOAT32 = new Tolerance("float32", 0x1p-24);
  public static final Tolerance FLOAT64 = new Tolerance("float64", 0x1p-53);

  /** All number types that a port may compute with. */
  public static final List<Tolerance> ALL = List.of(FLOAT16, BFLOAT16, FLOAT32, FLOAT64);

  /**
   * Types with fewer bits are usually summed up in float32: longer sums grow no worse than this.
   */
  private static final double MOST_GROWTH = 16;

  /** That of float64, or of float32 where these hold all numbers: they were only widened. */
  public static Tolerance ofFloat64(double[] numbers) {
    return Arrays.stream(numbers)
            .allMatch(number -> (float) number == number || Double.isNaN(number))
        ? FLOAT32
        : FLOAT64;
  }

  /** The difference that rounding alone can explain. */
  double allows(Element exact) {
    double steps = Math.sqrt((double) exact.terms());
    boolean isNarrow = roundoff > FLOAT32.roundoff;
    double growth = 4 + (isNarrow ? Math.min(steps, MOST_GROWTH) : 2 * steps);
    return roundoff * (4 * Math.abs(exact.value()) + growth * exact.magnitude())
        + Double.MIN_NORMAL;
  }
}
