/**
 * Python functions that emitted code defines for its own use: written by {@code render.python} and
 * {@code repair}, recognized by {@code chain}. Must not know layers.
 */
@NullMarked
package io.github.padbridge.prelude;

import org.jspecify.annotations.NullMarked;
