/**
 * Finds what a port computed from its numbers: input, weight and output tensors.
 *
 * <p>Each {@link io.github.padbridge.diagnose.Hypothesis} is a computation in the terms of the hub,
 * with views of the tensors in another order. It is evaluated at some output elements first, and at
 * all of them where these fit. Plain loops in float64 do it, not ND4J: they need no start, compute
 * single elements, and allow windows at any offset. This package must not know output formats or
 * files.
 */
@NullMarked
package io.github.padbridge.diagnose;

import org.jspecify.annotations.NullMarked;
