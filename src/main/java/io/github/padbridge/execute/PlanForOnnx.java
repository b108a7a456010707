package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.OnnxStep;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for ONNX on ND4J; it refuses what ONNX Runtime refuses. */
final class PlanForOnnx extends PlanOnNd4j implements OnnxStep.Interpreter<INDArray> {
  PlanForOnnx(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray samePad(OnnxStep.SamePad step) {
    return on(
        step.on(),
        x -> {
          List<PadAmount> amounts = new ArrayList<>();
          for (int axis = 0; axis < step.strides().size(); axis++) {
            amounts.add(step.amount(axis, x.size(axis + 2)));
          }
          return around(x, amounts, step.fill());
        });
  }

  @Override
  public INDArray zeroInsert(OnnxStep.ZeroInsert step) {
    return onData(x -> Spread.of(x, 2, step.strides()));
  }

  @Override
  public INDArray maxPool(OnnxStep.MaxPool step) {
    return onData(x -> OnnxPools.largest(x, step.windows()));
  }

  @Override
  public INDArray averagePool(OnnxStep.AveragePool step) {
    return on(step.on(), x -> OnnxPools.average(x, step.windows(), step.countIncludePad()));
  }

  @Override
  public INDArray conv(OnnxStep.Conv step) {
    int groups = size(step.group());
    return onPairs((x, kernel) -> conv(x, kernel, step, groups));
  }

  private INDArray conv(INDArray x, INDArray kernel, OnnxStep.Conv step, int groups) {
    int rank = step.strides().size();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        groups >= 1 && x.size(1) == kernel.size(1) * groups && kernel.size(0) % groups == 0,
        "kernel for another number of channels");
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(Math.toIntExact(kernel.size(axis + 2)));
    }
    List<PadAmount> pads = pads(x, sizes, step.strides(), step.dilations(), step.padding());
    INDArray padded = around(x, pads, Step.Pad.Fill.ZERO);
    for (int axis = 0; axis < rank; axis++) {
      long reach = step.dilations().get(axis) * (kernel.size(axis + 2) - 1) + 1;
      unless(reach <= padded.size(axis + 2), "kernel larger than the padded input");
    }
    List<Integer> none = Collections.nCopies(rank, 0);
    INDArray y = ChannelsFirst.conv(padded, kernel, step.strides(), none, step.dilations(), groups);
    return step.bias() ? biased(y) : y;
  }

  @Override
  public INDArray convTranspose(OnnxStep.ConvTranspose step) {
    int groups = size(step.group());
    return onPairs((x, kernel) -> convTranspose(x, kernel, step, groups));
  }

  private INDArray convTranspose(
      INDArray x, INDArray kernel, OnnxStep.ConvTranspose step, int groups) {
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
      PadAmount crop = step.pads().get(axis);
      long left = y.size(axis + 2) - crop.total();
      unless(crop.before() >= 0 && crop.after() >= 0, "negative pads");
      unless(left >= 1, "pads crop the whole result");
      y = Nd4jOps.slice(y, axis + 2, crop.before(), left);
    }
    return step.bias() ? biased(y) : y;
  }

  /**
   * The padding of each spatial axis of {@code (N, C, spatial...)}: {@code pads}, or the amounts of
   * {@code auto_pad}, as the ONNX documentation has them.
   */
  static List<PadAmount> pads(
      INDArray x,
      List<Integer> kernel,
      List<Integer> strides,
      List<Integer> dilations,
      ConvPadding padding) {
    List<PadAmount> pads = new ArrayList<>();
    for (int axis = 0; axis < kernel.size(); axis++) {
      int stride = strides.get(axis);
      unless(
          kernel.get(axis) >= 1 && stride >= 1 && dilations.get(axis) >= 1,
          "kernels, strides and dilations must be positive");
      if (padding instanceof ConvPadding.Explicit explicit) {
        PadAmount amount = explicit.amounts().get(axis);
        unless(amount.before() >= 0 && amount.after() >= 0, "negative pads");
        pads.add(amount);
      } else {
        unless(dilations.get(axis) == 1 || padding == ConvPadding.VALID, "auto_pad with dilations");
        int in = Math.toIntExact(x.size(axis + 2));
        int windows = (in + stride - 1) / stride;
        int total = Math.max((windows - 1) * stride + kernel.get(axis) - in, 0);
        int less = total / 2;
        pads.add(
            padding == ConvPadding.SAME
                ? new PadAmount(less, total - less)
                : padding == ConvPadding.SAME_LOWER
                    ? new PadAmount(total - less, less)
                    : PadAmount.NONE);
      }
    }
    return pads;
  }

  /** Pads the spatial axes of {@code (N, C, spatial...)}. */
  static INDArray around(INDArray x, List<PadAmount> spatial, Step.Pad.Fill fill) {
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
    all.addAll(spatial);
    return Pads.around(x, all, Step.Pad.Mode.CONSTANT, fill);
  }

  private INDArray biased(INDArray y) {
    INDArray bias = bias();
    if (bias == null || bias.length() != y.size(1)) {
      throw new ExecutionFault("a bias for another number of channels");
    }
    return Nd4jOps.addAlong(y, 1, bias);
  }
}
