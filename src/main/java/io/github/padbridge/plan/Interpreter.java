package io.github.padbridge.plan;

/**
 * Something that runs through a plan, one method a step. There is no default: a new step must be
 * thought of everywhere. What knows the plans of one framework only implements {@link OfTensorFlow}
 * or {@link OfTorch}.
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

  R gather(TensorFlowStep.Gather step);

  R dilateKernel(TensorFlowStep.DilateKernel step);

  R zeroInsert(TensorFlowStep.ZeroInsert step);

  R conv(TensorFlowStep.Conv step);

  R convTranspose(TensorFlowStep.ConvTranspose step);

  R pool(TensorFlowStep.Pool step);

  R windowMax(TensorFlowStep.WindowMax step);

  R addBias(TensorFlowStep.AddBias step);

  R samePad(TorchStep.SamePad step);

  R torchConv(TorchStep.Conv step);

  R torchConvTranspose(TorchStep.ConvTranspose step);

  R torchPool(TorchStep.Pool step);

  /** Knows plans for TensorFlow, in which PyTorch's steps do not stand. */
  interface OfTensorFlow<R> extends Interpreter<R> {
    @Override
    default R samePad(TorchStep.SamePad step) {
      throw foreign(step);
    }

    @Override
    default R torchConv(TorchStep.Conv step) {
      throw foreign(step);
    }

    @Override
    default R torchConvTranspose(TorchStep.ConvTranspose step) {
      throw foreign(step);
    }

    @Override
    default R torchPool(TorchStep.Pool step) {
      throw foreign(step);
    }
  }

  /** Knows plans for PyTorch, in which TensorFlow's steps do not stand. */
  interface OfTorch<R> extends Interpreter<R> {
    @Override
    default R gather(TensorFlowStep.Gather step) {
      throw foreign(step);
    }

    @Override
    default R dilateKernel(TensorFlowStep.DilateKernel step) {
      throw foreign(step);
    }

    @Override
    default R zeroInsert(TensorFlowStep.ZeroInsert step) {
      throw foreign(step);
    }

    @Override
    default R conv(TensorFlowStep.Conv step) {
      throw foreign(step);
    }

    @Override
    default R convTranspose(TensorFlowStep.ConvTranspose step) {
      throw foreign(step);
    }

    @Override
    default R pool(TensorFlowStep.Pool step) {
      throw foreign(step);
    }

    @Override
    default R windowMax(TensorFlowStep.WindowMax step) {
      throw foreign(step);
    }

    @Override
    default R addBias(TensorFlowStep.AddBias step) {
      throw foreign(step);
    }
  }

  private static IllegalStateException foreign(Step step) {
    return new IllegalStateException("a step of the other framework: " + step);
  }
}
