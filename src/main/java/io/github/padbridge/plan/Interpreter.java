package io.github.padbridge.plan;

/**
 * Runs through a plan, one method for each step that all targets share. What knows the plans of a
 * target implements the interpreter of its own steps, which extends this one. There is no default:
 * no step is forgotten.
 *
 * @param <R> what a step yields
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
