package io.github.padbridge.proof;

import io.github.padbridge.proof.Agreement.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a layer's definition and its plan on draws. The same layer, plan and seed
 * have the same outcome.
 *
 * @param exact true where only equal numbers agree
 * @param shortfall what the draws leave open, null where nothing
 */
record Outcome(
    ComparisonResult result, boolean exact, Evidence evidence, @Nullable String shortfall) {}
