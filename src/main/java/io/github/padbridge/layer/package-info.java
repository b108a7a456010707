/**
 * Layers: a {@link io.github.padbridge.layer.Layer} of one framework, validated by the rules of
 * that framework, and the arguments that describe it.
 *
 * <p>Names, defaults and checks are those of {@code torch.nn}, {@code tf.nn} and {@code
 * keras.layers}. Must not know readers, translation, output or execution.
 */
@NullMarked
package io.github.padbridge.layer;

import org.jspecify.annotations.NullMarked;
