/**
 * Weights of a model in the axis order of another framework: which tensor is the weight of which
 * layer, and how it is permuted. The order is taken from the plan of the layer. This package must
 * not know output formats.
 */
@NullMarked
package io.github.padbridge.weights;

import org.jspecify.annotations.NullMarked;
