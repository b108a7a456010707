/**
 * Writes translations, agreements, comparisons, matrices, paddings and refusals as text and JSON.
 *
 * <p>Steps are described by looping over {@link io.github.padbridge.plan.Call#terms()}; only {@code
 * render.python}, which writes code, knows the kinds of steps. This package must not know the
 * command line or execution.
 */
@NullMarked
package io.github.padbridge.render;

import org.jspecify.annotations.NullMarked;
