/**
 * Sizes, shapes, layouts and the arithmetic of padding: pure functions of numbers, one formula
 * each.
 *
 * <p>Must not know specs, plans, frameworks' ops, or how anything is written out or executed.
 */
@NullMarked
package io.github.padbridge.shape;

import org.jspecify.annotations.NullMarked;
