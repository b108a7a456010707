/**
 * Python calls such as {@code nn.Conv2d(3, 64, kernel_size=(7, 7))}, and statements: tokens,
 * parsers and syntax trees.
 *
 * <p>Follows the Python reference for the supported part of the language, and refuses the rest at
 * its place. Must not know the meaning of the names in a call.
 */
@NullMarked
package io.github.padbridge.expression;

import org.jspecify.annotations.NullMarked;
