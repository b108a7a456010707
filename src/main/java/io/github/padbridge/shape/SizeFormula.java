package io.github.padbridge.shape;

import org.jspecify.annotations.Nullable;

/**
 * The computation of one size, step by step.
 *
 * @param axis the letter of the spatial axis
 * @param quantity what is computed, such as {@code L_out}
 * @param formula the formula with the names of the arguments
 * @param substitution the formula with the numbers
 * @param result the number, or an expression in the unknown input size; null where the formula
 *     cannot be simplified
 */
public record SizeFormula(
    char axis, String quantity, String formula, String substitution, @Nullable Size result) {}
