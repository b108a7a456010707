/**
 * A translation as data: named steps of one framework in order, each with its numbers and the shape
 * after it.
 *
 * <p>Steps that both frameworks have are in {@link io.github.padbridge.plan.Step}, the others in
 * {@link io.github.padbridge.plan.TensorFlowStep} and {@link io.github.padbridge.plan.TorchStep}. A
 * new kind of step is a new record there and a new method in {@link
 * io.github.padbridge.plan.Interpreter}; every interpreter that forgot it stops compiling. Must not
 * know how a plan was found, nor how it is written out or executed.
 */
@NullMarked
package io.github.padbridge.plan;

import org.jspecify.annotations.NullMarked;
