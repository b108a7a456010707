/**
 * Python call expressions as people paste them, {@code nn.Conv2d(3, 64, kernel_size=(7, 7))}: the
 * text, its tokens, and the call with its arguments.
 *
 * <p>Follows the lexical analysis and the expressions of the Python reference for the part that
 * configures a layer, and refuses the rest at its spot. Must not know what the names in a call
 * mean.
 */
@NullMarked
package io.github.padbridge.expression;

import org.jspecify.annotations.NullMarked;
