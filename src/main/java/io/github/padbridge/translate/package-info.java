/**
 * From a layer to a plan: which steps of the other framework compute its numbers, and why.
 *
 * <p>A {@link io.github.padbridge.translate.Strategy} is a way to say a layer; each is a class of
 * its own that plans exactly or says in the layer's numbers why it does not apply. Must not know
 * how a plan is written out or executed. Sources: the documentation of {@code tf.nn} and {@code
 * torch.nn.functional}, and what was measured of them.
 */
@NullMarked
package io.github.padbridge.translate;

import org.jspecify.annotations.NullMarked;
