package io.github.padbridge.translate;

import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
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
 * Plans a pooling in ONNX with its pads, which also hold the last window of ceil_mode: versions of
 * ONNX Runtime differ in ceil_mode. An average is corrected where its divisor is a constant.
 */
final class OnnxPooling {
  private final OnnxDraft draft;
  private final List<WindowDimension> axes;

  OnnxPooling(OnnxDraft draft) {
    this.draft = draft;
    this.axes = draft.computation().axes();
  }

  void addMaximum() {
    WindowPadding padding = draft.padding(Pad.Fill.LOWEST);
    String why = draft.why(padding, "the pooling");
    if (padding instanceof WindowPadding.Explicit explicit) {
      boolean dilated = draft.computation().hasAxis(Window::isSpread);
      if (dilated || !fits(explicit.amounts())) {
        draft.pad(
            Operand.DATA,
            explicit.amounts(),
            Pad.Fill.LOWEST,
            dilated
                ? "ONNX Runtime returns no -inf for a window that holds only padding"
                : "ONNX Runtime pads less than the window");
        padding = WindowPadding.none(draft.rank());
        why = "the pooling";
      }
    }
    pool(Operand.DATA, Pooling.MAX, padding, false, why);
  }

  void addAverage(Divisor divisor) {
    if (divisor instanceof Divisor.Elements && draft.isComputed()) {
      averageOfElements();
      return;
    }
    WindowPadding padding = draft.padding(Pad.Fill.ZERO);
    String why = draft.why(padding, "the pooling");
    boolean counts = !(divisor instanceof Divisor.Elements);
    if (padding instanceof WindowPadding.Explicit explicit) {
      List<PadAmount> amounts = explicit.amounts();
      List<PadAmount> past = draft.perAxis(axis -> past(axis, amounts.get(axis)));
      if (divisor instanceof Divisor.Padded && !PadAmount.areNone(past)) {
        requireCounted(past, fits(past));
        draft.padZeros(
            draft.perAxis(axis -> within(axis, amounts.get(axis))), "the padding counts");
        padding = new WindowPadding.Explicit(past);
        counts = false;
        why = "the elements that ceil_mode adds do not count";
      } else if (!fits(amounts)) {
        requireCounted(amounts, counts);
        draft.padZeros(amounts, "ONNX Runtime pads less than the window");
        // With auto_pad, ONNX Runtime does not join the two nodes to one that it then refuses.
        padding = WindowPadding.VALID;
      }
      counts &=
          !padding.equals(WindowPadding.none(draft.rank())) && !padding.equals(WindowPadding.VALID);
    }
    pool(Operand.DATA, Pooling.AVG, padding, counts, why);
    int window =
        axes.stream().mapToInt(axis -> axis.window().size()).reduce(1, Math::multiplyExact);
    if (divisor instanceof Divisor.Constant constant && constant.value() != window) {
      draft.add(
          new Scale(window, constant.value()),
          "divides by divisor_override instead of the window size");
    }
  }

  /** Averages ones like the data: the result is the part of each window that counts. */
  private void averageOfElements() {
    draft.add(new Ones(1), "SAME does not count its padding");
    average(Operand.COVERAGE, "the part of each window that counts");
    average(Operand.DATA, "the sum of each window divided by its size");
    draft.add(new Divide(), "by the part of each window that counts");
  }

  private void average(Operand on, String why) {
    draft.samePad(on, Pad.Fill.ZERO);
    pool(on, Pooling.AVG, WindowPadding.none(draft.rank()), false, why);
  }

  private void pool(
      Operand on, Pooling pooling, WindowPadding padding, boolean counts, String why) {
    draft.add(new Pool(on, pooling, 2, draft.grid(), padding, counts), why);
  }

  /** The part of the padding that ceil_mode does not add. */
  private PadAmount within(int axis, PadAmount amount) {
    return axes.get(axis).edges() instanceof Edges.Ceil ceil ? ceil.padding() : amount;
  }

  /** The part of the padding that ceil_mode adds. */
  private PadAmount past(int axis, PadAmount amount) {
    return new PadAmount(0, amount.after() - within(axis, amount).after());
  }

  /** Whether ONNX Runtime accepts the pads: they are less than the kernel size. */
  private boolean fits(List<PadAmount> amounts) {
    return draft
        .perAxis(
            axis ->
                Math.max(amounts.get(axis).before(), amounts.get(axis).after())
                    < axes.get(axis).window().size())
        .stream()
        .allMatch(holds -> holds);
  }

  private void requireCounted(List<PadAmount> amounts, boolean holds) {
    Applicability needs = new Applicability(Strategy.PAD_SLICE, draft.layer());
    needs.needs(
        holds, "padding below the kernel size, which does not count", amounts, Argument.PADDING);
    needs.require();
  }
}
