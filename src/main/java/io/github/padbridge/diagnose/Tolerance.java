package io.github.padbridge.diagnose;

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

  /** Rounding errors of a longer sum are not assumed to grow further: it is made in parts. */
  private static final double MOST = 16;

  /** The difference that rounding alone can explain. */
  double allows(Element exact) {
    double grown = 4 + Math.min(Math.sqrt(exact.terms()), MOST);
    return roundoff * (4 * Math.abs(exact.value()) + grown * exact.magnitude())
        + Double.MIN_NORMAL;
  }

  boolean accepts(Element exact, double given) {
    return exact.value() == given || Math.abs(exact.value() - given) <= allows(exact);
  }
}
