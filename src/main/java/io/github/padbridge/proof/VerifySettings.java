package io.github.padbridge.proof;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a verification.
 *
 * @param seed the random seed
 * @param draws the number of draws; null for as many as bound the chance of a missed difference
 *     below 10⁻¹²
 * @param precision float32 or float64; null for the widest type of the engine
 * @param tolerance null to compare exactly, on integers
 * @param full whether to run every layer with all channels and sizes, or refuse it
 * @param atGivenSizes whether to run layers only on their given sizes, or refuse them
 * @param maxMemory the memory budget in bytes; null for half of the machine
 */
public record VerifySettings(
    long seed,
    @Nullable Integer draws,
    @Nullable Precision precision,
    Comparison.@Nullable Tolerance tolerance,
    boolean full,
    boolean atGivenSizes,
    @Nullable Long maxMemory) {
  public static final long DEFAULT_SEED = 20240229;

  public static final VerifySettings DEFAULT =
      new VerifySettings(DEFAULT_SEED, null, null, null, false, null);

  /** Settings with which a large layer may be run on shorter axes. */
  public VerifySettings(
      long seed,
      @Nullable Integer draws,
      @Nullable Precision precision,
      Comparison.@Nullable Tolerance tolerance,
      boolean full,
      @Nullable Long maxMemory) {
    this(seed, draws, precision, tolerance, full, false, maxMemory);
  }

  /** These settings for layers that must keep their given sizes. */
  public VerifySettings onlyAtGivenSizes() {
    return new VerifySettings(seed, draws, precision, tolerance, full, true, maxMemory);
  }
}
