package io.github.padbridge.plan.step;

/**
 * Visits the steps of a plan: one method for each step that every target has. A step of several
 * targets has an interface {@code Visitor}, which extends this one with the method for that step.
 * The interpreter of a target extends those of its steps, and has a method for each step that only
 * that target has. There is no default method, so the compiler finds every step that is not
 * handled. A base class of several interpreters may have methods for steps that only some of them
 * have.
 *
 * @param <R> the result of a step
 */
public interface Interpreter<R> {
  R expandDims(ExpandDims step);

  R squeeze(Squeeze step);

  R transpose(Transpose step);

  R pad(Pad step);

  R reshape(Reshape step);

  R flipKernel(FlipKernel step);

  R ones(Ones step);

  R divide(Divide step);

  R scale(Scale step);
}
