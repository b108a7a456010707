package io.github.padbridge.plan;

/**
 * Something that runs through a plan, one method a step. There is no default: a new step must be
 * thought of everywhere.
 *
 * @param <R> what a step yields
 */
public interface Interpreter<R> {
  R expandDims(Step.ExpandDims step);

  R squeeze(Step.Squeeze step);

  R transpose(Step.Transpose step);

  R pad(Step.Pad step);

  R gather(Step.Gather step);

  R dilateKernel(Step.DilateKernel step);

  R zeroInsert(Step.ZeroInsert step);

  R flipKernel(Step.FlipKernel step);

  R split(Step.Split step);

  R concat(Step.Concat step);

  R conv(Step.Conv step);

  R convTranspose(Step.ConvTranspose step);

  R slice(Step.Slice step);

  R addBias(Step.AddBias step);
}
