/**
 * From what a layer computes to a plan: which steps of a framework compute the same, and why.
 *
 * <p>A {@link io.github.padbridge.translate.Target} is a framework to translate to, a {@link
 * io.github.padbridge.translate.Strategy} a way to write a layer there; each is a class of its own
 * that plans exactly or says in the layer's numbers why it does not apply. Planners read a layer's
 * {@link io.github.padbridge.geometry.Computation}, not its framework. Must not know how a plan is
 * written out or executed. Sources: the documentation of {@code tf.nn} and {@code
 * torch.nn.functional}, and what was measured of them.
 */
@NullMarked
package io.github.padbridge.translate;

import org.jspecify.annotations.NullMarked;
