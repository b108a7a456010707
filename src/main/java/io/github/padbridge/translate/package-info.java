/**
 * Makes plans: the steps of a framework that are equal to a layer, with a reason for each.
 *
 * <p>A {@link io.github.padbridge.translate.Target} is a framework to translate to, and a {@link
 * io.github.padbridge.translate.Strategy} a way to write a layer there. Each strategy has a class
 * that makes an exact plan or explains with the numbers of the layer why it does not apply.
 * Planners read the {@link io.github.padbridge.geometry.Computation} of a layer, not its framework.
 * This package must not know how a plan is written out or executed. Sources: the documentation of
 * {@code tf.nn} and {@code torch.nn.functional}, and measurements.
 */
@NullMarked
package io.github.padbridge.translate;

import org.jspecify.annotations.NullMarked;
