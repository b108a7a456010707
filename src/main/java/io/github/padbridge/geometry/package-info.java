/**
 * What a layer computes, independent of any framework: windows over spatial axes, in XLA terms
 * ({@code WindowDimension}, {@code base_dilation}, {@code window_reversal}).
 *
 * <p>Every layer maps to a {@link io.github.padbridge.geometry.Computation}, and every plan is made
 * from one. This package must not know layers, plans, framework ops or output formats. The
 * definitions that execute a layer must not use this package.
 */
@NullMarked
package io.github.padbridge.geometry;

import org.jspecify.annotations.NullMarked;
