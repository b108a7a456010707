/**
 * The one service that proves layers: {@link io.github.padbridge.proof.ProofService} chooses sizes
 * and numbers, keeps to the memory that there is, has both sides executed and compares them. Every
 * command that proves something uses it.
 *
 * <p>An {@link io.github.padbridge.proof.Engine} executes the two sides; this package does not know
 * which one. What was found is held in plain values ({@link io.github.padbridge.proof.Agreement},
 * {@link io.github.padbridge.proof.ComparisonResult}), which are written out without an engine.
 */
@NullMarked
package io.github.padbridge.proof;

import org.jspecify.annotations.NullMarked;
