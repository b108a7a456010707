/**
 * The service that proves layers. {@link io.github.padbridge.proof.ProofService} chooses sizes and
 * numbers, respects the memory budget, runs both sides on an engine and compares them. Every
 * command that proves something uses it.
 *
 * <p>An {@link io.github.padbridge.proof.Engine} executes the two sides; this package does not know
 * which one. The results are plain values ({@link io.github.padbridge.proof.Agreement}, {@link
 * io.github.padbridge.proof.ComparisonResult}), which need no engine to be written out.
 */
@NullMarked
package io.github.padbridge.proof;

import org.jspecify.annotations.NullMarked;
