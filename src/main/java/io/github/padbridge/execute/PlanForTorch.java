package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for PyTorch on ND4J. */
final class PlanForTorch extends PlanOnNd4j implements TorchStep.Interpreter<INDArray> {
  PlanForTorch(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  /** F.pad crops before it pads, to nothing at most. */
  @Override
  public INDArray pad(Step.Pad step) {
    return on(
        step.on(),
        x -> {
          for (int axis = 0; axis < step.paddings().size(); axis++) {
            PadAmount cut = step.paddings().get(axis).cropped();
            unless(
                -Math.min(cut.before(), cut.after()) <= x.size(axis), "crops more than there is");
          }
          return padded(x, step);
        });
  }

  @Override
  public INDArray samePad(TorchStep.SamePad step) {
    return on(step.on(), x -> padded(x, step));
  }

  @Override
  public INDArray zeroInsert(TorchStep.ZeroInsert step) {
    return on(step.on(), x -> Spread.of(x, 2, step.strides()));
  }

  static INDArray padded(INDArray x, TorchStep.SamePad step) {
    return Pads.same(x, 2, step.strides().size(), step::amount, step.fill());
  }

  @Override
  public INDArray windowMean(TorchStep.WindowMean step) {
    return on(step.on(), x -> mean(x, step));
  }

  static INDArray mean(INDArray x, TorchStep.WindowMean step) {
    return Windows.mean(x, step.axis(), step.size(), step.stride(), step.dilation());
  }

  @Override
  public INDArray pool(TorchStep.Pool step) {
    return on(step.on(), x -> Pools.torch(x, step));
  }

  @Override
  public INDArray conv(TorchStep.Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> conv(x, kernel, step, groups, bias()));
  }

  static INDArray conv(
      INDArray x, INDArray kernel, TorchStep.Conv step, int groups, @Nullable INDArray bias) {
    int rank = step.stride().size();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(1) * groups && kernel.size(0) % groups == 0,
        "kernel for another number of channels");
    for (int axis = 0; axis < rank; axis++) {
      requireWindow(
          x.size(axis + 2),
          kernel.size(axis + 2),
          step.stride().get(axis),
          step.padding().get(axis),
          step.dilation().get(axis));
    }
    INDArray y =
        ChannelsFirst.conv(x, kernel, step.stride(), step.padding(), step.dilation(), groups);
    return step.bias() ? biased(y, bias) : y;
  }

  @Override
  public INDArray convTranspose(TorchStep.ConvTranspose step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> convTranspose(x, kernel, step, groups, bias()));
  }

  static INDArray convTranspose(
      INDArray x,
      INDArray kernel,
      TorchStep.ConvTranspose step,
      int groups,
      @Nullable INDArray bias) {
    int rank = step.stride().size();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(0) && x.size(1) % groups == 0,
        "kernel for another number of channels");
    for (int axis = 0; axis < rank; axis++) {
      int stride = step.stride().get(axis);
      int dilation = step.dilation().get(axis);
      int padding = step.padding().get(axis);
      int outputPadding = step.outputPadding().get(axis);
      unless(
          stride >= 1 && dilation >= 1 && padding >= 0 && outputPadding >= 0,
          "strides and dilations must be positive, paddings not negative");
      unless(
          outputPadding < Math.max(stride, dilation),
          "output_padding must be smaller than either stride or dilation");
      long out =
          (x.size(axis + 2) - 1) * stride
              + (kernel.size(axis + 2) - 1) * dilation
              + 1
              - 2L * padding
              + outputPadding;
      unless(out >= 1, "padding crops the whole result");
    }
    INDArray y =
        ChannelsFirst.convTranspose(
            x,
            kernel,
            step.stride(),
            step.padding(),
            step.outputPadding(),
            step.dilation(),
            groups);
    return step.bias() ? biased(y, bias) : y;
  }

  private static void requireWindow(long in, long size, long stride, long padding, long dilation) {
    unless(
        size >= 1 && stride >= 1 && dilation >= 1 && padding >= 0,
        "kernels, strides and dilations must be positive, padding not negative");
    unless(dilation * (size - 1) + 1 <= in + 2 * padding, "kernel larger than the padded input");
  }

  private static INDArray biased(INDArray y, @Nullable INDArray bias) {
    if (bias == null || bias.length() != y.size(1)) {
      throw new ExecutionFault("a bias for another number of channels");
    }
    return Nd4jOps.addAlong(y, 1, bias);
  }
}
