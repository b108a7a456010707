/**
 * A translation as data: named TensorFlow steps in order, each with its numbers and the shape after
 * it.
 *
 * <p>A new kind of step is a new record in {@link io.github.padbridge.plan.Step} and a new method
 * in {@link io.github.padbridge.plan.Interpreter}; every interpreter that forgot it stops
 * compiling. Must not know how a plan was found, nor how it is written out or executed.
 */
package io.github.padbridge.plan;
