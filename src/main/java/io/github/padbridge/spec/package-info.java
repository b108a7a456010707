/**
 * What the user asked for: a {@link io.github.padbridge.spec.Layer} of one framework, validated by
 * that framework's own rules, and the readers that make one from JSON or from a call as people
 * write it.
 *
 * <p>Follows {@code torch.nn}, {@code tf.nn} and {@code keras.layers} in names, defaults and
 * checks. Must not know the other framework's way to say a layer, plans, or how anything is written
 * out or executed.
 */
@NullMarked
package io.github.padbridge.spec;

import org.jspecify.annotations.NullMarked;
