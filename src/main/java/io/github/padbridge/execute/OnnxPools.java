package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;
import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.OnnxStep.PoolWindows;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The poolings of ONNX on {@code (N, C, spatial...)}, window by window. */
final class OnnxPools {
  private OnnxPools() {}

  /** {@code MaxPool}: padding is never the maximum. */
  static INDArray largest(INDArray x, PoolWindows step) {
    INDArray padded = PlanForOnnx.around(x, pads(x, step), Step.Pad.Fill.LOWEST);
    return Windows.largest(
        padded, 2, step.kernelShape(), step.strides(), step.dilations(), counts(padded, step));
  }

  /**
   * {@code AveragePool}.
   *
   * @param whole whether the divisor is the size of the window; otherwise it is the number of input
   *     elements in it
   */
  static INDArray average(INDArray x, PoolWindows step, boolean whole) {
    List<PadAmount> pads = pads(x, step);
    INDArray sums = sums(PlanForOnnx.around(x, pads, Step.Pad.Fill.ZERO), step);
    if (whole) {
      int size = step.kernelShape().stream().reduce(1, Math::multiplyExact);
      return kept(sums.div(size));
    }
    INDArray ones = Nd4jOps.ones(x, x.shape());
    return kept(sums.div(sums(PlanForOnnx.around(ones, pads, Step.Pad.Fill.ZERO), step)));
  }

  private static INDArray sums(INDArray padded, PoolWindows step) {
    return Windows.sum(
        padded, 2, step.kernelShape(), step.strides(), step.dilations(), counts(padded, step));
  }

  private static List<PadAmount> pads(INDArray x, PoolWindows step) {
    unless(x.rank() == step.strides().size() + 2, "pooling of another rank");
    List<PadAmount> pads =
        PlanForOnnx.pads(x, step.kernelShape(), step.strides(), step.dilations(), step.padding());
    for (int axis = 0; axis < pads.size(); axis++) {
      int most = Math.max(pads.get(axis).before(), pads.get(axis).after());
      unless(
          !(step.padding() instanceof ConvPadding.Explicit) || most < step.kernelShape().get(axis),
          "pads must be less than kernel_shape");
    }
    return pads;
  }

  /** The number of windows on each axis. */
  private static long[] counts(INDArray padded, PoolWindows step) {
    long[] counts = new long[step.strides().size()];
    for (int axis = 0; axis < counts.length; axis++) {
      long reach = (long) step.dilations().get(axis) * (step.kernelShape().get(axis) - 1) + 1;
      long size = padded.size(axis + 2);
      unless(size >= reach, "window larger than the padded input");
      counts[axis] = (size - reach) / step.strides().get(axis) + 1;
    }
    return counts;
  }
}
