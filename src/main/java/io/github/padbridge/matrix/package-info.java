/**
 * A convolution as a matrix: the unrolled kernel, and the input columns of {@code nn.Unfold}.
 *
 * <p>A matrix is never held in memory: its rows are computed one by one, and its entries are
 * counted without visiting them. An entry names the tensor elements in its sum, so it holds for
 * every kernel. This package must not know output formats, execution or translation.
 */
@NullMarked
package io.github.padbridge.matrix;

import org.jspecify.annotations.NullMarked;
