package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.JaxStep;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.WindowPadding;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for JAX on ND4J. */
final class PlanForJax extends PlanOnNd4j implements JaxStep.Interpreter<INDArray> {
  PlanForJax(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray pad(Step.Pad step) {
    unless(
        step.paddings().stream().allMatch(a -> a.before() >= 0 && a.after() >= 0),
        "jnp.pad takes no negative amounts");
    return super.pad(step);
  }

  /** Runs a forward convolution of the input with zeros between its elements, padded. */
  @Override
  public INDArray conv(JaxStep.ConvGeneralDilated step) {
    int groups = size(step.featureGroupCount());
    return onPairs((x, kernel) -> conv(x, kernel, step, groups));
  }

  private static INDArray conv(
      INDArray x, INDArray kernel, JaxStep.ConvGeneralDilated step, int groups) {
    int rank = step.rank();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        step.padding() instanceof WindowPadding.Explicit
            || step.lhsDilation().stream().allMatch(apart -> apart == 1),
        "a named padding with lhs_dilation");
    Layout first = Layout.of("NC", rank, "");
    INDArray data = Nd4jOps.permute(x, step.data().permutationTo(first));
    INDArray weight =
        Nd4jOps.permute(kernel, step.kernel().permutationTo(Layout.of("OI", rank, "")));
    unless(
        groups >= 1 && data.size(1) == weight.size(1) * groups && weight.size(0) % groups == 0,
        "kernel for another number of channels");
    INDArray spread = Spread.of(data, 2, step.lhsDilation());
    List<PadAmount> around = new ArrayList<>(Collections.nCopies(2, PadAmount.NONE));
    for (int axis = 0; axis < rank; axis++) {
      long reach = step.reach(axis, weight.size(axis + 2));
      around.add(
          amount(
              spread.size(axis + 2), step.padding(), axis, reach, step.windowStrides().get(axis)));
    }
    INDArray y =
        ChannelsFirst.conv(
            padded(spread, around, Step.Pad.Fill.ZERO),
            weight,
            step.windowStrides(),
            Collections.nCopies(rank, 0),
            step.rhsDilation(),
            groups);
    return Nd4jOps.permute(y, first.permutationTo(step.data()));
  }

  /** The padding of an axis, which must hold a window. */
  private static PadAmount amount(
      long in, WindowPadding padding, int axis, long reach, int stride) {
    unless(reach >= 1 && stride >= 1, "windows, strides and dilations must be positive");
    PadAmount amount = padding.at(axis, in, reach, stride);
    unless(reach <= in + amount.total(), "window larger than the padded input");
    return amount;
  }

  /** Pads, then crops: an axis may be cropped by all of its elements and still hold padding. */
  private static INDArray padded(INDArray x, List<PadAmount> around, Step.Pad.Fill fill) {
    INDArray grown =
        Pads.around(
            x, around.stream().map(PadAmount::padded).toList(), Step.Pad.Mode.CONSTANT, fill);
    return Pads.around(
        grown, around.stream().map(PadAmount::cropped).toList(), Step.Pad.Mode.CONSTANT, fill);
  }

  @Override
  public INDArray reduceWindow(JaxStep.ReduceWindow step) {
    return on(step.on(), x -> reduced(x, step));
  }

  private static INDArray reduced(INDArray x, JaxStep.ReduceWindow step) {
    int rank = step.rank();
    unless(x.rank() == rank + 2, "pooling of another rank");
    List<PadAmount> around = new ArrayList<>(Collections.nCopies(rank + 2, PadAmount.NONE));
    long[] windows = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long in = x.size(step.firstAxis() + axis);
      int stride = step.windowStrides().get(axis);
      PadAmount amount = amount(in, step.padding(), axis, step.reach(axis), stride);
      around.set(step.firstAxis() + axis, amount);
      windows[axis] = (in + amount.total() - step.reach(axis)) / stride + 1;
    }
    return switch (step.reduction()) {
      case MAX ->
          Windows.largest(
              padded(x, around, Step.Pad.Fill.LOWEST),
              step.firstAxis(),
              step.windowDimensions(),
              step.windowStrides(),
              step.windowDilation(),
              windows);
      case ADD ->
          Windows.sum(
              padded(x, around, Step.Pad.Fill.ZERO),
              step.firstAxis(),
              step.windowDimensions(),
              step.windowStrides(),
              step.windowDilation(),
              windows);
    };
  }

  @Override
  public INDArray addBias(JaxStep.AddBias step) {
    INDArray bias = bias();
    if (bias == null) {
      throw new ExecutionFault("a bias is added that the layer does not have");
    }
    return onData(
        x -> {
          unless(
              bias.length() == x.size(step.channelAxis()), "a bias for another number of channels");
          return Nd4jOps.addAlong(x, step.channelAxis(), bias);
        });
  }
}
