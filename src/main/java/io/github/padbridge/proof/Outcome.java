package io.github.padbridge.proof;

import io.github.padbridge.proof.Agreement.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of running the definition of a layer and its plan on draws. Equal layers, plans and
 * seeds have equal outcomes.
 *
 * @param exact whether numbers must be equal to agree
 * @param shortfall what the draws do not prove; null where they prove all
 */
record Outcome(
    ComparisonResult result, boolean exact, Evidence evidence, @Nullable String shortfall) {}
