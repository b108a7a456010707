package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;
import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The poolings of ONNX on {@code (N, C, spatial...)}, window by window. */
final class OnnxPools {
  private OnnxPools() {}

  /** {@code MaxPool}: padding is never the maximum. */
  static INDArray largest(INDArray x, Pool step) {
    INDArray padded = PlanForOnnx.around(x, pads(x, step), Pad.Fill.LOWEST);
    return Windows.largest(
        padded,
        2,
        step.grid().size(),
        step.grid().strides(),
        step.grid().dilations(),
        counts(padded, step));
  }

  /** {@code AveragePool}. */
  static INDArray average(INDArray x, Pool step) {
    List<PadAmount> pads = pads(x, step);
    INDArray sums = sums(PlanForOnnx.around(x, pads, Pad.Fill.ZERO), step);
    if (step.countsPadding()) {
      int size = step.grid().size().stream().reduce(1, Math::multiplyExact);
      return kept(sums.div(size));
    }
    INDArray ones = Nd4jOps.ones(x, x.shape());
    return kept(sums.div(sums(PlanForOnnx.around(ones, pads, Pad.Fill.ZERO), step)));
  }

  private static INDArray sums(INDArray padded, Pool step) {
    return Windows.sum(
        padded,
        2,
        step.grid().size(),
        step.grid().strides(),
        step.grid().dilations(),
        counts(padded, step));
  }

  private static List<PadAmount> pads(INDArray x, Pool step) {
    unless(x.rank() == step.grid().rank() + 2, "pooling of another rank");
    List<PadAmount> pads = PlanForOnnx.pads(x, step.grid(), step.padding());
    for (int axis = 0; axis < pads.size(); axis++) {
      int most = Math.max(pads.get(axis).before(), pads.get(axis).after());
      unless(
          !(step.padding() instanceof WindowPadding.Explicit)
              || most < step.grid().size().get(axis),
          "pads must be less than kernel_shape");
    }
    return pads;
  }

  /** The number of windows on each axis. */
  private static long[] counts(INDArray padded, Pool step) {
    long[] counts = new long[step.grid().rank()];
    for (int axis = 0; axis < counts.length; axis++) {
      long reach = step.grid().reach(axis);
      long size = padded.size(axis + 2);
      unless(size >= reach, "window larger than the padded input");
      counts[axis] = (size - reach) / step.grid().strides().get(axis) + 1;
    }
    return counts;
  }
}
