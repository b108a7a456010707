/**
 * Notations of padding: {@code F.pad}, {@code tf.pad}, {@code nn.ZeroPad2d}, Keras, NumPy, JAX and
 * ONNX. A padding is read in one notation and written in all others.
 *
 * <p>Readers create a {@link io.github.padbridge.notation.TensorPadding} by the rules of their
 * framework; writers write it, or give the reason why their notation cannot. Must not know layers,
 * plans, or the layout of answers.
 */
@NullMarked
package io.github.padbridge.notation;

import org.jspecify.annotations.NullMarked;
