package io.github.padbridge.proof;

/**
 * The products with a matrix M and with its transpose.
 *
 * @param product M·x, flattened
 * @param transposedProduct Mᵀ·y, flattened
 */
// Arrays of numbers that are read once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record MatrixProducts(double[] product, double[] transposedProduct) {}
