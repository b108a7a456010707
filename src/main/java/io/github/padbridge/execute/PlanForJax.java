package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.JaxInterpreter;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan for JAX on ND4J. */
final class PlanForJax extends PlanOnNd4j implements JaxInterpreter<INDArray> {
  PlanForJax(Plan plan, CaseTensors on, Precision precision) {
    super(plan, on, precision);
  }

  @Override
  public INDArray pad(Pad step) {
    unless(
        step.paddings().stream().allMatch(a -> a.before() >= 0 && a.after() >= 0),
        "jnp.pad takes no negative amounts");
    return super.pad(step);
  }

  /** Runs a forward convolution of the input with zeros between its elements, padded. */
  @Override
  public INDArray conv(Conv step) {
    int groups = size(step.groups());
    return onPairs((x, kernel) -> conv(x, kernel, step, groups));
  }

  private static INDArray conv(INDArray x, INDArray kernel, Conv step, int groups) {
    int rank = step.rank();
    unless(x.rank() == rank + 2 && kernel.rank() == rank + 2, "convolution of another rank");
    unless(
        step.padding() instanceof WindowPadding.Explicit
            || step.baseDilations().stream().allMatch(apart -> apart == 1),
        "a named padding with lhs_dilation");
    Layout first = Layout.of("NC", rank, "");
    INDArray data = Nd4jOps.permute(x, step.data().permutationTo(first));
    INDArray weight =
        Nd4jOps.permute(kernel, step.kernel().permutationTo(Layout.of("OI", rank, "")));
    unless(
        groups >= 1 && data.size(1) == weight.size(1) * groups && weight.size(0) % groups == 0,
        "kernel for another number of channels");
    INDArray spread = Spread.of(data, 2, step.baseDilations());
    List<PadAmount> around = new ArrayList<>(Collections.nCopies(2, PadAmount.NONE));
    for (int axis = 0; axis < rank; axis++) {
      long reach = step.reach(axis, weight.size(axis + 2));
      around.add(
          amount(spread.size(axis + 2), step.padding(), axis, reach, step.strides().get(axis)));
    }
    INDArray y =
        ChannelsFirst.conv(
            padded(spread, around, Pad.Fill.ZERO),
            weight,
            step.strides(),
            Collections.nCopies(rank, 0),
            step.dilations(),
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
  private static INDArray padded(INDArray x, List<PadAmount> around, Pad.Fill fill) {
    INDArray grown =
        Pads.around(x, around.stream().map(PadAmount::padded).toList(), Pad.Mode.CONSTANT, fill);
    return Pads.around(
        grown, around.stream().map(PadAmount::cropped).toList(), Pad.Mode.CONSTANT, fill);
  }

  @Override
  public INDArray pool(Pool step) {
    return on(step.on(), x -> reduced(x, step));
  }

  private static INDArray reduced(INDArray x, Pool step) {
    WindowGrid grid = step.grid();
    int rank = grid.rank();
    unless(x.rank() == rank + 2, "pooling of another rank");
    List<PadAmount> around = new ArrayList<>(Collections.nCopies(rank + 2, PadAmount.NONE));
    long[] windows = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long in = x.size(step.firstAxis() + axis);
      int stride = grid.strides().get(axis);
      PadAmount amount = amount(in, step.padding(), axis, grid.reach(axis), stride);
      around.set(step.firstAxis() + axis, amount);
      windows[axis] = (in + amount.total() - grid.reach(axis)) / stride + 1;
    }
    return step.pooling() == Pooling.MAX
        ? Windows.largest(
            padded(x, around, Pad.Fill.LOWEST),
            step.firstAxis(),
            grid.size(),
            grid.strides(),
            grid.dilations(),
            windows)
        : Windows.sum(
            padded(x, around, Pad.Fill.ZERO),
            step.firstAxis(),
            grid.size(),
            grid.strides(),
            grid.dilations(),
            windows);
  }
}
