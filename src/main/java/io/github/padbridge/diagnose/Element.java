package io.github.padbridge.diagnose;

/**
 * One output element.
 *
 * @param value in float64
 * @param magnitude the root of the sum of the squares of what was added up
 * @param terms how many numbers were added up
 */
record Element(double value, double magnitude, long terms) {}
