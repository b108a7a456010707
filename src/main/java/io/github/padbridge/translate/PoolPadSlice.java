package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
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
    this.draft = new TensorFlowDraft(Strategy.PAD_SLICE, layer);
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
    pad(Operand.DATA, Step.Pad.Fill.LOWEST, ", with the lowest value: never the maximum");
    if (!pooling.hasAxis(window -> window.dilation() > 1)) {
      pool(Operand.DATA, Pooling.MAX, "the pooling");
      return;
    }
    for (int axis = 0; axis < pooling.rank(); axis++) {
      Window window = pooling.axes().get(axis).window();
      if (window.size() > 1 || window.stride() > 1) {
        draft.add(
            new TensorFlowStep.WindowMax(
                axis + 1, window.size(), window.stride(), window.dilation()),
            "the maximum along one axis: TensorFlow has no dilated max pooling");
      }
    }
  }

  /** Pads by the padding of the layer, or by SAME when the plan runs. */
  private void pad(Operand on, Step.Pad.Fill fill, String why) {
    if (around.isEmpty()) {
      draft.samePad(on, pooling, fill);
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
    pad(Operand.DATA, Step.Pad.Fill.ZERO, "");
    pool(Operand.DATA, Pooling.AVG, "the sum of each window divided by its size");
    if (counts) {
      draft.add(new Step.Divide(), "by the part of each window that counts");
    }
    int window =
        pooling.axes().stream()
            .mapToInt(axis -> axis.window().size())
            .reduce(1, Math::multiplyExact);
    if (divisor instanceof Divisor.Constant constant && constant.value() != window) {
      draft.add(
          new Step.Scale(window, constant.value()),
          "divides by divisor_override instead of the window size");
    }
  }

  /** Averages ones like the data: the result is the part of each window that counts. */
  private void count(boolean padded) {
    draft.add(new Step.Ones(pooling.rank() + 1), "1 for every element that counts in the average");
    if (padded) {
      draft.pad(
          Operand.COVERAGE, draft.perAxis(this::counted), Step.Pad.Fill.ONE, "the padding counts");
      draft.pad(
          Operand.COVERAGE,
          pastPadding(),
          Step.Pad.Fill.ZERO,
          "the elements that ceil_mode adds do not count");
    } else if (around.isEmpty()) {
      draft.samePad(Operand.COVERAGE, pooling, Step.Pad.Fill.ZERO);
    } else {
      draft.pad(Operand.COVERAGE, around, Step.Pad.Fill.ZERO, "the padding does not count");
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
      dilatedAverage(on);
      return;
    }
    draft.add(
        new TensorFlowStep.Pool(
            on,
            kind,
            draft.perAxis(axis -> pooling.axes().get(axis).window().size()),
            draft.perAxis(axis -> pooling.axes().get(axis).window().stride()),
            ConvPadding.VALID),
        why);
  }

  private void dilatedAverage(Operand on) {
    for (int axis = 0; axis < pooling.rank(); axis++) {
      Window window = pooling.axes().get(axis).window();
      if (window.size() > 1 || window.stride() > 1) {
        draft.add(
            new TensorFlowStep.WindowMean(
                on, axis + 1, window.size(), window.stride(), window.dilation()),
            "the average along one axis: TensorFlow has no dilated average pooling");
      }
    }
  }

  private String reach() {
    return pooling.axes().stream()
            .map(WindowDimension::edges)
            .anyMatch(Edges.Ceil.class::isInstance)
        ? " and the elements that ceil_mode adds"
        : "";
  }
}
