package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.List;

/**
 * Plans a pooling in JAX as {@code lax.reduce_window}: the maximum of each window, or its sum over
 * the divisor of the layer.
 */
final class JaxPooling {
  private final Computation pooling;
  private final JaxDraft draft;

  private JaxPooling(Layer layer, Computation pooling, OperandLayouts given) {
    this.pooling = pooling;
    this.draft = new JaxDraft(layer, pooling, given);
  }

  static Plan plan(Layer layer, Computation pooling, OperandLayouts given) {
    JaxPooling plan = new JaxPooling(layer, pooling, given);
    plan.draft.begin();
    WindowPadding padding = plan.cropped(plan.draft.padding());
    if (pooling instanceof AveragePooling average) {
      plan.average(average.divisor(), padding);
    } else {
      plan.reduce(Operand.DATA, Pooling.MAX, padding, "padding counts as -inf: never the maximum");
    }
    return plan.draft.end();
  }

  /** Crops with a slice what a padding crops, which JAX cannot differentiate. */
  private WindowPadding cropped(WindowPadding padding) {
    return padding instanceof WindowPadding.Explicit
        ? new WindowPadding.Explicit(draft.crop(pooling.axes()))
        : padding;
  }

  private void average(Divisor divisor, WindowPadding padding) {
    boolean padded = divisor instanceof Divisor.Padded && !PadAmount.areNone(pastPadding(padding));
    boolean elements = divisor instanceof Divisor.Elements && !isNone(padding);
    if (padded || elements) {
      count(padded, padding);
    }
    reduce(Operand.DATA, Pooling.SUM, padding, "the sum of each window");
    if (padded || elements) {
      draft.add(new Divide(), "by the number of elements that count");
    } else {
      draft.add(
          new Scale(1, divisor instanceof Divisor.Constant c ? c.value() : whole()),
          divisor instanceof Divisor.Constant
              ? "divides by divisor_override"
              : "divides by the window size");
    }
  }

  /** Sums ones like the data: the number of elements that count in each window. */
  private void count(boolean padded, WindowPadding padding) {
    draft.add(new Ones(draft.channelAxis()), "1 for every element that counts in the average");
    if (!padded) {
      reduce(Operand.COVERAGE, Pooling.SUM, padding, "the padding does not count");
      return;
    }
    List<PadAmount> amounts = amounts(padding);
    List<PadAmount> counted = draft.perAxis(axis -> within(axis, amounts.get(axis)));
    draft.pad(Operand.COVERAGE, counted, Pad.Fill.ONE, "the padding counts");
    reduce(
        Operand.COVERAGE,
        Pooling.SUM,
        new WindowPadding.Explicit(pastPadding(padding)),
        "the elements that ceil_mode adds do not count");
  }

  private static boolean isNone(WindowPadding padding) {
    return padding instanceof WindowPadding.Explicit && PadAmount.areNone(amounts(padding));
  }

  /** The part of the padding that ceil_mode does not add. */
  private PadAmount within(int axis, PadAmount amount) {
    return pooling.axes().get(axis).edges() instanceof Edges.Ceil ceil ? ceil.padding() : amount;
  }

  /** The part of the padding that ceil_mode adds; empty for SAME. */
  private List<PadAmount> pastPadding(WindowPadding padding) {
    List<PadAmount> amounts = amounts(padding);
    return amounts.isEmpty()
        ? List.of()
        : draft.perAxis(
            axis ->
                new PadAmount(
                    0, amounts.get(axis).after() - within(axis, amounts.get(axis)).after()));
  }

  /** The amounts of all axes; empty for SAME. */
  private static List<PadAmount> amounts(WindowPadding padding) {
    return padding instanceof WindowPadding.Explicit explicit ? explicit.amounts() : List.of();
  }

  private int whole() {
    return draft.windows(Window::size).stream().reduce(1, Math::multiplyExact);
  }

  private void reduce(Operand on, Pooling reduction, WindowPadding padding, String why) {
    int first = draft.firstSpatialAxis();
    draft.add(new Pool(on, reduction, first, draft.grid(), padding, false), why);
  }
}
