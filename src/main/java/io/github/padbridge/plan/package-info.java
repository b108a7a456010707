/**
 * A translation as data: the steps of one framework in order, each with the shape after it.
 *
 * <p>The steps are in {@link io.github.padbridge.plan.step}. An {@link
 * io.github.padbridge.plan.OpSet} has what a target calls them: {@link
 * io.github.padbridge.plan.TensorFlowOpSet}, {@link io.github.padbridge.plan.TorchOpSet}, {@link
 * io.github.padbridge.plan.OnnxOpSet} and {@link io.github.padbridge.plan.JaxOpSet}. This package
 * must not know how a plan was made, written out or executed.
 */
@NullMarked
package io.github.padbridge.plan;

import org.jspecify.annotations.NullMarked;
