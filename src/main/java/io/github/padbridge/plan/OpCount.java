package io.github.padbridge.plan;

/** How many ops a plan takes. */
final class OpCount implements Interpreter<Integer> {
  /** A new axis, its zeros, the two axes joined, the end cut off. */
  private static final int SPREAD = 4;

  private int parts = 1;

  static int of(Plan plan) {
    OpCount count = new OpCount();
    return plan.steps().stream().mapToInt(traced -> traced.step().accept(count)).sum();
  }

  @Override
  public Integer expandDims(Step.ExpandDims step) {
    return 1;
  }

  @Override
  public Integer squeeze(Step.Squeeze step) {
    return 1;
  }

  @Override
  public Integer transpose(Step.Transpose step) {
    return 1;
  }

  @Override
  public Integer pad(Step.Pad step) {
    return 1;
  }

  @Override
  public Integer gather(TensorFlowStep.Gather step) {
    // The range of indices, what brings them back, and the gathering.
    return 3;
  }

  @Override
  public Integer dilateKernel(TensorFlowStep.DilateKernel step) {
    return SPREAD * (int) step.dilations().stream().filter(dilation -> dilation > 1).count();
  }

  @Override
  public Integer zeroInsert(TensorFlowStep.ZeroInsert step) {
    return SPREAD * (int) step.strides().stream().filter(stride -> stride > 1).count();
  }

  @Override
  public Integer flipKernel(Step.FlipKernel step) {
    return 1;
  }

  @Override
  public Integer split(Step.Split step) {
    parts = step.on() == Operand.DATA ? step.parts() : parts;
    return 1;
  }

  @Override
  public Integer concat(Step.Concat step) {
    parts = step.on() == Operand.DATA ? 1 : parts;
    return 1;
  }

  @Override
  public Integer conv(TensorFlowStep.Conv step) {
    return parts;
  }

  @Override
  public Integer convTranspose(TensorFlowStep.ConvTranspose step) {
    return parts;
  }

  @Override
  public Integer slice(Step.Slice step) {
    return 1;
  }

  @Override
  public Integer addBias(TensorFlowStep.AddBias step) {
    return 1;
  }

  @Override
  public Integer reshape(Step.Reshape step) {
    return 1;
  }

  @Override
  public Integer ones(Step.Ones step) {
    return 1;
  }

  @Override
  public Integer divide(Step.Divide step) {
    return 1;
  }

  @Override
  public Integer scale(Step.Scale step) {
    return 1;
  }

  @Override
  public Integer pool(TensorFlowStep.Pool step) {
    return 1;
  }

  @Override
  public Integer torchConv(TorchStep.Conv step) {
    return 1;
  }

  @Override
  public Integer torchConvTranspose(TorchStep.ConvTranspose step) {
    return 1;
  }

  @Override
  public Integer torchPool(TorchStep.Pool step) {
    return 1;
  }

  @Override
  public Integer windowMax(TensorFlowStep.WindowMax step) {
    // Two ranges, their sum, the gathering and the maximum.
    return 5;
  }

  @Override
  public Integer samePad(TorchStep.SamePad step) {
    return 1;
  }
}
