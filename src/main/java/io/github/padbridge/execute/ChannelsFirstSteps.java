package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.ExecutionFault;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** PyTorch's convolutions as steps of a plan: each refuses what PyTorch refuses. */
final class ChannelsFirstSteps {
  private ChannelsFirstSteps() {}

  /**
   * {@code F.convNd} with its bias, null where there is none.
   *
   * @param groups the number that the groups of the step stand for
   */
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
    return biased(y, step.bias(), bias);
  }

  /**
   * {@code F.conv_transposeNd} with its bias, null where there is none.
   *
   * @param groups the number that the groups of the step stand for
   */
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
    return biased(y, step.bias(), bias);
  }

  private static void requireWindow(long in, long size, long stride, long padding, long dilation) {
    unless(
        size >= 1 && stride >= 1 && dilation >= 1 && padding >= 0,
        "kernels, strides and dilations must be positive, padding not negative");
    unless(dilation * (size - 1) + 1 <= in + 2 * padding, "kernel larger than the padded input");
  }

  private static INDArray biased(INDArray y, boolean hasBias, @Nullable INDArray bias) {
    if (!hasBias) {
      return y;
    }
    if (bias == null || bias.length() != y.size(1)) {
      throw new ExecutionFault("a bias for another number of channels");
    }
    return Nd4jOps.addAlong(y, 1, bias);
  }
}
