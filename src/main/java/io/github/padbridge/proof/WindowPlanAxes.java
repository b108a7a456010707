package io.github.padbridge.proof;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.Collections;
import java.util.List;

/** The steps for windows that several targets have, along each spatial axis. */
abstract class WindowPlanAxes extends PlanAxes {
  private List<Integer> kernelDilations;

  WindowPlanAxes(Shape shape, Layout layout, List<Integer> kernelSize) {
    super(shape, layout, kernelSize);
    this.kernelDilations = Collections.nCopies(kernelSize.size(), 1);
  }

  /** Dilates the kernel. */
  final void dilate(List<Integer> dilations) {
    kernelDilations = dilations;
  }

  public Boolean samePad(SamePad step) {
    for (int axis = 0; axis < rank(); axis++) {
      Edges edges = new Edges.Same(step.rule());
      add(step.on(), axis, new AxisOp.RulePad(edges, window(step.grid(), axis), fill(step.fill())));
    }
    return true;
  }

  public Boolean zeroInsert(ZeroInsert step) {
    for (int axis = 0; axis < rank(); axis++) {
      add(Operand.DATA, axis, new AxisOp.Spread(step.strides().get(axis)));
    }
    return true;
  }

  public Boolean axisPool(AxisPool step) {
    Window window = Window.forward(step.size(), step.stride(), step.dilation());
    add(
        step.on(),
        axis(step.axis()),
        pooled(step.pooling(), window, new Edges.Fixed(PadAmount.NONE), new Divisor.Whole()));
    return true;
  }

  /** An op that pools windows. */
  static AxisOp pooled(Pooling pooling, Window window, Edges edges, Divisor divisor) {
    return pooling == Pooling.MAX
        ? new AxisOp.Max(window, edges, null)
        : new AxisOp.Average(window, edges, null, divisor);
  }

  /**
   * Adds the windows of a pooling.
   *
   * @param divisor of an average or a sum
   */
  final boolean pool(Pool step, Divisor divisor) {
    for (int axis = 0; axis < rank(); axis++) {
      Window window = window(step.grid(), axis);
      add(step.on(), axis, pooled(step.pooling(), window, edges(step.padding(), axis), divisor));
    }
    return true;
  }

  static Window window(WindowGrid grid, int axis) {
    return Window.forward(
        grid.size().get(axis), grid.strides().get(axis), grid.dilations().get(axis));
  }

  static Edges edges(WindowPadding padding, int axis) {
    if (padding instanceof WindowPadding.Explicit explicit) {
      return new Edges.Fixed(explicit.amounts().get(axis));
    }
    return padding instanceof WindowPadding.Same same
        ? new Edges.Same(same.rule())
        : new Edges.Fixed(PadAmount.NONE);
  }

  public Boolean conv(Conv step) {
    for (int axis = 0; axis < rank(); axis++) {
      int stride = step.strides().get(axis);
      int spread = step.baseDilations().get(axis);
      int dilation = step.dilations().get(axis);
      if (stride > 1 && spread > 1) {
        return false;
      }
      Window window =
          spread > 1 ? transposed(axis, spread, dilation) : window(axis, stride, dilation);
      add(Operand.DATA, axis, sum(window, edges(step.padding(), axis), isFlipped()));
    }
    return !step.bias() || biased();
  }

  public Boolean convTranspose(ConvTranspose step) {
    for (int axis = 0; axis < rank(); axis++) {
      PadAmount crop = step.crops().get(axis);
      Window window = transposed(axis, step.strides().get(axis), step.dilations().get(axis));
      long after = (long) crop.after() - step.outputPadding().get(axis);
      add(Operand.DATA, axis, cropped(window, crop.before(), after));
    }
    return !step.bias() || biased();
  }

  public Boolean addBias(AddBias step) {
    return biased();
  }

  /** Adds the bias. */
  private boolean biased() {
    for (int axis = 0; axis < rank(); axis++) {
      add(Operand.DATA, axis, new AxisOp.Bias(0));
    }
    return true;
  }

  private Window window(int axis, int stride, int dilation) {
    return Window.forward(
        kernelSize(axis), stride, Math.multiplyExact(dilation, kernelDilations.get(axis)));
  }

  final Window transposed(int axis, int stride, int dilation) {
    return Window.transposed(
        kernelSize(axis), stride, Math.multiplyExact(dilation, kernelDilations.get(axis)));
  }

  private static AxisOp sum(Window window, Edges edges, boolean reversed) {
    return new AxisOp.Sum(window, edges, null, 0, Border.ZEROS, reversed);
  }

  /** A transposed convolution that crops its full result. */
  final AxisOp cropped(Window window, long before, long after) {
    long last = window.reach() - 1;
    PadAmount padding =
        new PadAmount(Math.toIntExact(last - before), Math.toIntExact(last - after));
    return sum(window, new Edges.Fixed(padding), !isFlipped());
  }
}
