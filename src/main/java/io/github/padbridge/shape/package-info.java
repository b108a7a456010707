/**
 * Sizes, shapes, layouts and the arithmetic of padding: pure functions of numbers, one formula
 * each.
 *
 * <p>This package must not know specs, plans, framework ops, output formats or execution.
 */
@NullMarked
package io.github.padbridge.shape;

import org.jspecify.annotations.NullMarked;
