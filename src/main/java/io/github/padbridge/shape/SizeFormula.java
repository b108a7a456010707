package io.github.padbridge.shape;

import org.jspecify.annotations.Nullable;

/**
 * How one size comes about, for people to follow.
 *
 * @param axis the spatial axis's letter
 * @param quantity what is computed, such as {@code L_out}
 * @param formula the formula in the arguments' names
 * @param substitution the same with the numbers in their places
 * @param result the number, or an expression in the unknown input size; null where it depends on
 *     that in a way of its own, which the formula says
 */
public record SizeFormula(
    char axis, String quantity, String formula, String substitution, @Nullable Size result) {}
