/**
 * The notations of padding: what {@code F.pad}, {@code tf.pad}, {@code nn.ZeroPad2d}, Keras, NumPy,
 * JAX and ONNX say of a tensor's axes, read from a call and written as each of the others.
 *
 * <p>A {@link io.github.padbridge.notation.TensorPadding} is the one thing in the middle: readers
 * make it by the rules of the framework it was written for, writers say it or give the reason why
 * their notation cannot. Must not know layers and plans, nor how answers are laid out.
 */
@NullMarked
package io.github.padbridge.notation;

import org.jspecify.annotations.NullMarked;
