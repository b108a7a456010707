/**
 * Compares two sides: reads them, decides for every size, runs a counterexample and repairs the
 * right side. This package must not know output formats.
 */
@NullMarked
package io.github.padbridge.compare;

import org.jspecify.annotations.NullMarked;
