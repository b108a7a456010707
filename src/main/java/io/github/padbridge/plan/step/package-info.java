/**
 * The steps of plans, a record each: what a step needs, and its shape rule.
 *
 * <p>A step that several targets have is one record; what differs between them, such as the
 * position of the spatial axes, is a component. {@link io.github.padbridge.plan.step.Interpreter}
 * visits the steps that every target has, and an interpreter for each target, such as {@link
 * io.github.padbridge.plan.step.TorchInterpreter}, those of that target. A new kind of step is a
 * record here and a method in an interpreter; the compiler names every class that does not handle
 * it. This package must not know what a target calls a step, nor how a plan was made, written out
 * or executed.
 */
@NullMarked
package io.github.padbridge.plan.step;

import org.jspecify.annotations.NullMarked;
