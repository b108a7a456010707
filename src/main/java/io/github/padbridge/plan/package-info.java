/**
 * A translation as data: named steps of one framework in order, each with its numbers and the shape
 * after it.
 *
 * <p>Steps that all targets share are in {@link io.github.padbridge.plan.Step}, which is open; a
 * target's own are a sealed interface that extends it, with an {@link
 * io.github.padbridge.plan.OpSet} and an interpreter: {@link
 * io.github.padbridge.plan.TensorFlowStep}, {@link io.github.padbridge.plan.TorchStep}. A new kind
 * of step is a record there and a method in the interpreter; every interpreter that forgot it stops
 * compiling. Must not know how a plan was found, nor how it is written out or executed.
 */
@NullMarked
package io.github.padbridge.plan;

import org.jspecify.annotations.NullMarked;
