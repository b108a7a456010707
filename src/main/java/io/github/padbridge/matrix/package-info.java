/**
 * A convolution as a matrix: the kernel unrolled, and the columns of the input that {@code
 * nn.Unfold} gives.
 *
 * <p>A matrix is never held; it is known row by row, and how many entries it has is counted without
 * visiting them. An entry names the tensor elements that it adds up, so that it holds for every
 * kernel. Must not know how a matrix is written out or executed, nor how the layer is translated.
 */
@NullMarked
package io.github.padbridge.matrix;

import org.jspecify.annotations.NullMarked;
