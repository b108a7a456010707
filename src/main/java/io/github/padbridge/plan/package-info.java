/**
 * A translation as data: the named steps of one framework in order, each with its arguments and the
 * shape after it.
 *
 * <p>{@link io.github.padbridge.plan.Step} holds the steps that all targets share. The steps of one
 * target are a sealed interface that extends it, with an {@link io.github.padbridge.plan.OpSet} and
 * an interpreter: {@link io.github.padbridge.plan.TensorFlowStep}, {@link
 * io.github.padbridge.plan.TorchStep} and {@link io.github.padbridge.plan.JaxStep}. A new kind of
 * step is a record there and a method in the interpreter; the compiler names every interpreter that
 * does not handle it. This package must not know how a plan was made, written out or executed.
 */
@NullMarked
package io.github.padbridge.plan;

import org.jspecify.annotations.NullMarked;
