package io.github.padbridge.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The number type of both sides, with its tolerances in {@code torch.testing.assert_close}. */
public enum Precision {
  FLOAT32(24, 1.3e-6, 1e-5),
  FLOAT64(53, 1e-7, 1e-7);

  private final double exactLimit;
  private final double relative;
  private final double absolute;

  Precision(int significandBits, double relative, double absolute) {
    this.exactLimit = Math.scalb(1.0, significandBits);
    this.relative = relative;
    this.absolute = absolute;
  }

  /** The limit up to which every integer is exact in this type, and so are smaller sums. */
  public double exactLimit() {
    return exactLimit;
  }

  public Comparison.Tolerance tolerance() {
    return new Comparison.Tolerance(relative, absolute);
  }

  public String dtype() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Precision> named(String dtype) {
    return Arrays.stream(values()).filter(precision -> precision.dtype().equals(dtype)).findFirst();
  }

  public static List<String> dtypes() {
    return Arrays.stream(values()).map(Precision::dtype).toList();
  }
}
