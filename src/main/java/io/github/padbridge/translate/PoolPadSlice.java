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
import java.util.function.UnaryOperator;

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
    needs.needsPaddings(pooling);
    needs.require();
    PoolPadSlice plan = new PoolPadSlice(layer, pooling);
    plan.draft.begin();
    plan.around = plan.draft.crop(pooling.axes());
    if (pooling instanceof AveragePooling average) {
      plan.average(average.divisor());
    } else {
      plan.largest();
    }
    return plan.draft.end();
  }

  private void largest() {
    draft.pad(
        Operand.DATA,
        around,
        Step.Pad.Fill.LOWEST,
        padding + reach() + ", with the lowest value: never the maximum");
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

  private void average(Divisor divisor) {
    boolean counts =
        (divisor instanceof Divisor.Padded && !PadAmount.areNone(perAxis(this::pastPadding)))
            || (divisor instanceof Divisor.Elements && !PadAmount.areNone(around));
    if (counts) {
      count(divisor instanceof Divisor.Padded);
    }
    draft.pad(Operand.DATA, around, Step.Pad.Fill.ZERO, padding + reach());
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
      List<PadAmount> counted = perAxis(a -> new PadAmount(a.before(), a.before()));
      draft.pad(Operand.COVERAGE, counted, Step.Pad.Fill.ONE, "the padding counts");
      draft.pad(
          Operand.COVERAGE,
          perAxis(this::pastPadding),
          Step.Pad.Fill.ZERO,
          "the elements that ceil_mode adds do not count");
    } else {
      draft.pad(Operand.COVERAGE, around, Step.Pad.Fill.ZERO, "the padding does not count");
    }
    pool(Operand.COVERAGE, Pooling.AVG, "the part of each window that counts");
  }

  private PadAmount pastPadding(PadAmount amount) {
    return new PadAmount(0, amount.after() - amount.before());
  }

  private List<PadAmount> perAxis(UnaryOperator<PadAmount> amount) {
    return around.stream().map(amount).toList();
  }

  private void pool(Operand on, Pooling kind, String why) {
    draft.add(
        new TensorFlowStep.Pool(
            on,
            kind,
            draft.perAxis(axis -> pooling.axes().get(axis).window().size()),
            draft.perAxis(axis -> pooling.axes().get(axis).window().stride()),
            ConvPadding.VALID),
        why);
  }

  private String reach() {
    return pooling.axes().stream()
            .map(WindowDimension::edges)
            .anyMatch(Edges.Ceil.class::isInstance)
        ? " and the elements that ceil_mode adds"
        : "";
  }
}
