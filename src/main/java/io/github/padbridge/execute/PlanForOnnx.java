package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.OnnxInterpreter;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for ONNX on ND4J; it refuses what ONNX Runtime refuses. */
final class PlanForOnnx extends PlanOnNd4j implements OnnxInterpreter<INDArray> {
  PlanForOnnx(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray pool(Pool step) {
    return on(
        step.on(),
        x ->
            step.pooling() == Pooling.MAX
                ? OnnxPools.largest(x, step)
                : OnnxPools.average(x, step));
  }

  @Override
  public INDArray conv(Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> biased(conv(x, kernel, step, groups), step.bias()));
  }

  private static INDArray conv(INDArray x, INDArray kernel, Conv step, int groups) {
    int rank = step.rank();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(1) * groups && kernel.size(0) % groups == 0,
        "kernel for another number of channels");
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(Math.toIntExact(kernel.size(axis + 2)));
    }
    WindowGrid grid = new WindowGrid(sizes, step.strides(), step.dilations());
    List<PadAmount> pads = pads(x, grid, step.padding());
    INDArray padded = around(x, pads, Pad.Fill.ZERO);
    for (int axis = 0; axis < rank; axis++) {
      long reach = step.dilations().get(axis) * (kernel.size(axis + 2) - 1) + 1;
      unless(reach <= padded.size(axis + 2), "kernel larger than the padded input");
    }
    List<Integer> none = Collections.nCopies(rank, 0);
    return ChannelsFirst.conv(padded, kernel, step.strides(), none, step.dilations(), groups);
  }

  @Override
  public INDArray convTranspose(ConvTranspose step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> biased(convTranspose(x, kernel, step, groups), step.bias()));
  }

  private static INDArray convTranspose(
      INDArray x, INDArray kernel, ConvTranspose step, int groups) {
    int rank = step.strides().size();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(0) && x.size(1) % groups == 0,
        "kernel for another number of channels");
    for (int axis = 0; axis < rank; axis++) {
      int more = step.outputPadding().get(axis);
      unless(
          step.strides().get(axis) >= 1 && step.dilations().get(axis) >= 1,
          "strides and dilations must be positive");
      unless(
          more >= 0 && more < step.strides().get(axis),
          "output_padding must be less than the stride");
    }
    List<Integer> none = Collections.nCopies(rank, 0);
    INDArray y =
        ChannelsFirst.convTranspose(
            x, kernel, step.strides(), none, step.outputPadding(), step.dilations(), groups);
    for (int axis = 0; axis < rank; axis++) {
      PadAmount crop = step.crops().get(axis);
      long left = y.size(axis + 2) - crop.total();
      unless(crop.before() >= 0 && crop.after() >= 0, "negative pads");
      unless(left >= 1, "pads crop the whole result");
      y = Nd4jOps.slice(y, axis + 2, crop.before(), left);
    }
    return y;
  }

  /**
   * The padding of each spatial axis of {@code (N, C, spatial...)}: {@code pads}, or the amounts of
   * {@code auto_pad}, as the ONNX documentation has them.
   */
  static List<PadAmount> pads(INDArray x, WindowGrid grid, WindowPadding padding) {
    List<PadAmount> pads = new ArrayList<>();
    for (int axis = 0; axis < grid.rank(); axis++) {
      int size = grid.size().get(axis);
      int stride = grid.strides().get(axis);
      int dilation = grid.dilations().get(axis);
      unless(
          size >= 1 && stride >= 1 && dilation >= 1,
          "kernels, strides and dilations must be positive");
      if (padding instanceof WindowPadding.Explicit explicit) {
        PadAmount amount = explicit.amounts().get(axis);
        unless(amount.before() >= 0 && amount.after() >= 0, "negative pads");
        pads.add(amount);
      } else {
        unless(dilation == 1 || padding.equals(WindowPadding.VALID), "auto_pad with dilations");
        int in = Math.toIntExact(x.size(axis + 2));
        int windows = (in + stride - 1) / stride;
        int total = Math.max((windows - 1) * stride + size - in, 0);
        int less = total / 2;
        pads.add(
            padding.equals(WindowPadding.SAME)
                ? new PadAmount(less, total - less)
                : padding.equals(WindowPadding.SAME_LOWER)
                    ? new PadAmount(total - less, less)
                    : PadAmount.NONE);
      }
    }
    return pads;
  }

  /** Pads the spatial axes of {@code (N, C, spatial...)}. */
  static INDArray around(INDArray x, List<PadAmount> spatial, Pad.Fill fill) {
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
    all.addAll(spatial);
    return Pads.around(x, all, Pad.Mode.CONSTANT, fill);
  }
}
