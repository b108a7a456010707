/**
 * What a layer computes, in no framework's words: windows over spatial axes, in the terms of XLA
 * ({@code WindowDimension}, {@code base_dilation}, {@code window_reversal}).
 *
 * <p>Every layer maps to a {@link io.github.padbridge.geometry.Computation}, and every plan is made
 * from one. Must not know layers, plans, frameworks' ops, or how anything is written out. What
 * executes a layer by its framework's definition must not use this package.
 */
@NullMarked
package io.github.padbridge.geometry;

import org.jspecify.annotations.NullMarked;
