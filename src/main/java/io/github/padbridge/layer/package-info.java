/**
 * The layers that can be asked for: a {@link io.github.padbridge.layer.Layer} of one framework,
 * validated by the rules of that framework, and the arguments that describe it.
 *
 * <p>Follows {@code torch.nn}, {@code tf.nn} and {@code keras.layers} in names, defaults and
 * checks. Must not know how a layer is read, how another framework says it, plans, or how anything
 * is written out or executed.
 */
@NullMarked
package io.github.padbridge.layer;

import org.jspecify.annotations.NullMarked;
