package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.PoolSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The canonical plan of a pooling: what PyTorch pads, and what ceil_mode lets the last window reach
 * past that, is padded explicitly before a VALID pooling. An average is then divided by what
 * PyTorch divides by. There is one for every pooling.
 */
final class PoolPadSlice {
  private final PoolSpec spec;
  private final PlanDraft draft;
  private final List<PadAmount> around;

  private PoolPadSlice(PoolSpec spec) {
    this.spec = spec;
    this.draft = new PlanDraft(Strategy.PAD_SLICE, spec);
    this.around = around(spec);
  }

  static Plan plan(PoolSpec spec, Runtime runtime) {
    Applicability layer = new Applicability(Strategy.PAD_SLICE, spec);
    layer.needsPadAmounts(spec);
    layer.require();
    PoolPadSlice plan = new PoolPadSlice(spec);
    plan.draft.begin();
    if (spec.op().isMax()) {
      plan.largest();
    } else {
      plan.average();
    }
    return plan.draft.end();
  }

  static List<PadAmount> around(PoolSpec spec) {
    return IntStream.range(0, spec.spatialRank()).mapToObj(axis -> around(spec, axis)).toList();
  }

  /** PyTorch's padding, and as much after it as the last window needs. */
  static PadAmount around(PoolSpec spec, int axis) {
    if (spec.padsSame()) {
      return PaddedAxis.amount(spec, axis);
    }
    int padding = spec.padding().get(axis);
    long after =
        ConvArithmetic.poolPaddingAfter(
            spec.inputSize(axis),
            padding,
            spec.effectiveKernel(axis),
            spec.stride().get(axis),
            spec.ceilMode());
    return new PadAmount(padding, Math.toIntExact(after));
  }

  private void largest() {
    pad(
        Operand.DATA,
        around,
        Step.Pad.Fill.LOWEST,
        "PyTorch's padding, which is never the largest" + reach());
    if (spec.dilation().stream().allMatch(dilation -> dilation == 1)) {
      pool(Operand.DATA, Pooling.MAX, "the pooling");
      return;
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      int size = spec.kernelSize().get(axis);
      int stride = spec.stride().get(axis);
      if (size > 1 || stride > 1) {
        draft.add(
            new TensorFlowStep.WindowMax(axis + 1, size, stride, spec.dilation().get(axis)),
            "the largest of a window, axis by axis: TensorFlow's max pooling has no dilation");
      }
    }
  }

  private void average() {
    boolean padded = around.stream().anyMatch(amount -> !amount.isNone());
    boolean reachesPastPadding = around.stream().anyMatch(a -> a.after() > a.before());
    boolean counts =
        spec.divisorOverride() == null && (spec.countIncludePad() ? reachesPastPadding : padded);
    if (counts) {
      count();
    }
    pad(Operand.DATA, around, Step.Pad.Fill.ZERO, "PyTorch's padding" + reach());
    pool(Operand.DATA, Pooling.AVG, "the sum of each window, divided by all its elements");
    if (counts) {
      draft.add(new Step.Divide(), "divided by those that count");
    }
    int window = spec.kernelSize().stream().reduce(1, Math::multiplyExact);
    if (spec.divisorOverride() != null && spec.divisorOverride() != window) {
      draft.add(
          new Step.Scale(window, spec.divisorOverride()), "divided by divisor_override instead");
    }
  }

  /** Averages ones as the data will be: the part of each window that PyTorch counts. */
  private void count() {
    draft.add(new Step.Ones(spec.spatialRank() + 1), "what counts in an average");
    if (spec.countIncludePad()) {
      List<PadAmount> counted = perAxis(a -> new PadAmount(a.before(), a.before()));
      pad(Operand.COVERAGE, counted, Step.Pad.Fill.ONE, "the padding does");
      List<PadAmount> past = perAxis(a -> new PadAmount(0, a.after() - a.before()));
      pad(Operand.COVERAGE, past, Step.Pad.Fill.ZERO, "where ceil_mode reaches does not");
    } else {
      pad(Operand.COVERAGE, around, Step.Pad.Fill.ZERO, "the padding does not");
    }
    pool(Operand.COVERAGE, Pooling.AVG, "the part of each window that counts");
  }

  private List<PadAmount> perAxis(UnaryOperator<PadAmount> amount) {
    return around.stream().map(amount).toList();
  }

  private void pad(Operand on, List<PadAmount> amounts, Step.Pad.Fill fill, String why) {
    draft.pad(on, amounts, Step.Pad.Mode.CONSTANT, fill, why);
  }

  private void pool(Operand on, Pooling pooling, String why) {
    draft.add(
        new TensorFlowStep.Pool(on, pooling, spec.kernelSize(), spec.stride(), ConvPadding.VALID),
        why);
  }

  private String reach() {
    return spec.ceilMode() ? ", and where ceil_mode reaches" : "";
  }
}
