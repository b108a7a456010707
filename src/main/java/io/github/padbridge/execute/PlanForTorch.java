package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.TorchInterpreter;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for PyTorch on ND4J. */
final class PlanForTorch extends PlanOnNd4j implements TorchInterpreter<INDArray> {
  PlanForTorch(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  /** F.pad crops before it pads, to nothing at most. */
  @Override
  public INDArray pad(Pad step) {
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
  public INDArray torchPool(TorchPool step) {
    return on(step.on(), x -> Pools.torch(x, step));
  }

  @Override
  public INDArray conv(Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> biased(conv(x, kernel, step, groups), step.bias()));
  }

  static INDArray conv(INDArray x, INDArray kernel, Conv step, int groups) {
    int rank = step.rank();
    List<Integer> padding = TorchOpSet.padding(step);
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(1) * groups && kernel.size(0) % groups == 0,
        "kernel for another number of channels");
    for (int axis = 0; axis < rank; axis++) {
      requireWindow(
          x.size(axis + 2),
          kernel.size(axis + 2),
          step.strides().get(axis),
          padding.get(axis),
          step.dilations().get(axis));
    }
    return ChannelsFirst.conv(x, kernel, step.strides(), padding, step.dilations(), groups);
  }

  @Override
  public INDArray convTranspose(ConvTranspose step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> biased(convTranspose(x, kernel, step, groups), step.bias()));
  }

  static INDArray convTranspose(INDArray x, INDArray kernel, ConvTranspose step, int groups) {
    int rank = step.strides().size();
    List<Integer> paddings = TorchOpSet.bothEnds(step.crops());
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(0) && x.size(1) % groups == 0,
        "kernel for another number of channels");
    for (int axis = 0; axis < rank; axis++) {
      int stride = step.strides().get(axis);
      int dilation = step.dilations().get(axis);
      int padding = paddings.get(axis);
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
    return ChannelsFirst.convTranspose(
        x, kernel, step.strides(), paddings, step.outputPadding(), step.dilations(), groups);
  }

  private static void requireWindow(long in, long size, long stride, long padding, long dilation) {
    unless(
        size >= 1 && stride >= 1 && dilation >= 1 && padding >= 0,
        "kernels, strides and dilations must be positive, padding not negative");
    unless(dilation * (size - 1) + 1 <= in + 2 * padding, "kernel larger than the padded input");
  }
}
