package io.github.padbridge.proof;

import org.jspecify.annotations.Nullable;

/**
 * How to verify.
 *
 * @param seed what the draws start from
 * @param draws how many, or null for as many as bound the chance of a miss below 10⁻¹²
 * @param precision float32 or float64, or null for the widest that what executes can offer
 * @param tolerance null to compare exactly, on integers
 * @param full true to run every layer on all its channels and sizes, or not at all
 * @param atGivenSizes true to run layers on the sizes that they are given, or not at all
 * @param maxMemory bytes that proofs may take, or null for half of the machine's
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

  /** Where a large layer may be run on shorter axes. */
  public VerifySettings(
      long seed,
      @Nullable Integer draws,
      @Nullable Precision precision,
      Comparison.@Nullable Tolerance tolerance,
      boolean full,
      @Nullable Long maxMemory) {
    this(seed, draws, precision, tolerance, full, false, maxMemory);
  }

  /** These settings for layers that stand for the sizes they are given. */
  public VerifySettings onlyAtGivenSizes() {
    return new VerifySettings(seed, draws, precision, tolerance, full, true, maxMemory);
  }
}
