package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.List;

/**
 * The default strategy for a pooling: an explicit pad, with the elements that ceil_mode adds,
 * before a VALID pooling. An average is then corrected to the divisor of the layer. It works for
 * every pooling whose padding is known.
 */
final class PoolPadSlice {
  private final Computation pooling;
  private final TensorFlowDraft draft;
  private final String padding;
  private List<PadAmount> around = List.of();

  private PoolPadSlice(Layer layer, Computation pooling) {
    this.pooling = pooling;
    this.draft = new TensorFlowDraft(Strategy.PAD_SLICE, layer, pooling);
    this.padding = layer.framework().title() + "'s padding";
  }

  static Plan plan(Layer layer, Computation pooling) {
    Applicability needs = new Applicability(Strategy.PAD_SLICE, layer);
    boolean whenRun = TensorFlowDraft.padsWhenRun(pooling);
    if (!whenRun) {
      needs.needsPaddings(pooling);
    }
    needs.require();
    PoolPadSlice plan = new PoolPadSlice(layer, pooling);
    plan.draft.begin();
    plan.around = whenRun ? List.of() : plan.draft.crop(pooling.axes());
    if (pooling instanceof AveragePooling average) {
      plan.average(average.divisor());
    } else {
      plan.largest();
    }
    return plan.draft.end();
  }

  private void largest() {
    pad(Operand.DATA, Pad.Fill.LOWEST, ", with the lowest value: never the maximum");
    if (!pooling.hasAxis(window -> window.dilation() > 1)) {
      pool(Operand.DATA, Pooling.MAX, "the pooling");
      return;
    }
    draft.alongEachAxis(Operand.DATA, Pooling.MAX, "the maximum", "max pooling");
  }

  /** Pads by the padding of the layer, or by SAME when the plan runs. */
  private void pad(Operand on, Pad.Fill fill, String why) {
    if (around.isEmpty()) {
      draft.samePad(on, fill);
    } else {
      draft.pad(on, around, fill, padding + reach() + why);
    }
  }

  private void average(Divisor divisor) {
    boolean counts =
        (divisor instanceof Divisor.Padded && !PadAmount.areNone(pastPadding()))
            || (divisor instanceof Divisor.Elements && !PadAmount.areNone(around))
            || (divisor instanceof Divisor.Elements && around.isEmpty());
    if (counts) {
      count(divisor instanceof Divisor.Padded);
    }
    pad(Operand.DATA, Pad.Fill.ZERO, "");
    pool(Operand.DATA, Pooling.AVG, "the sum of each window divided by its size");
    if (counts) {
      draft.add(new Divide(), "by the part of each window that counts");
    }
    int window =
        pooling.axes().stream()
            .mapToInt(axis -> axis.window().size())
            .reduce(1, Math::multiplyExact);
    if (divisor instanceof Divisor.Constant constant && constant.value() != window) {
      draft.add(
          new Scale(window, constant.value()),
          "divides by divisor_override instead of the window size");
    }
  }

  /** Averages ones like the data: the result is the part of each window that counts. */
  private void count(boolean padded) {
    draft.add(new Ones(pooling.rank() + 1), "1 for every element that counts in the average");
    if (padded) {
      draft.pad(Operand.COVERAGE, draft.perAxis(this::counted), Pad.Fill.ONE, "the padding counts");
      draft.pad(
          Operand.COVERAGE,
          pastPadding(),
          Pad.Fill.ZERO,
          "the elements that ceil_mode adds do not count");
    } else if (around.isEmpty()) {
      draft.samePad(Operand.COVERAGE, Pad.Fill.ZERO);
    } else {
      draft.pad(Operand.COVERAGE, around, Pad.Fill.ZERO, "the padding does not count");
    }
    pool(Operand.COVERAGE, Pooling.AVG, "the part of each window that counts");
  }

  /** The padding without the elements that ceil_mode adds. */
  private PadAmount counted(int axis) {
    return pooling.axes().get(axis).edges() instanceof Edges.Ceil ceil
        ? ceil.padding()
        : around.get(axis);
  }

  /** The elements that ceil_mode adds. */
  private List<PadAmount> pastPadding() {
    return around.isEmpty()
        ? List.of()
        : draft.perAxis(axis -> new PadAmount(0, around.get(axis).after() - counted(axis).after()));
  }

  private void pool(Operand on, Pooling kind, String why) {
    if (pooling.hasAxis(Window::isSpread)) {
      draft.alongEachAxis(on, Pooling.AVG, "the average", "average pooling");
      return;
    }
    draft.pool(on, kind, WindowPadding.VALID, why);
  }

  private String reach() {
    return pooling.axes().stream()
            .map(WindowDimension::edges)
            .anyMatch(Edges.Ceil.class::isInstance)
        ? " and the elements that ceil_mode adds"
        : "";
  }
}
