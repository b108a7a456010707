package io.github.padbridge.plan;

/**
 * Visits the steps of a plan: one method for each step that all targets share. The interpreter of a
 * target extends this one with the steps of that target. There is no default method, so the
 * compiler finds every step that is not handled.
 *
 * @param <R> the result of a step
 */
public interface Interpreter<R> {
  R expandDims(Step.ExpandDims step);

  R squeeze(Step.Squeeze step);

  R transpose(Step.Transpose step);

  R pad(Step.Pad step);

  R split(Step.Split step);

  R concat(Step.Concat step);

  R slice(Step.Slice step);

  R reshape(Step.Reshape step);

  R flipKernel(Step.FlipKernel step);

  R ones(Step.Ones step);

  R divide(Step.Divide step);

  R scale(Step.Scale step);
}
