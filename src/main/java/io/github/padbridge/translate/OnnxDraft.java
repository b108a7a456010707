package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import java.util.List;

/** Builds a plan for ONNX. Channels are first, after the batch. */
final class OnnxDraft extends ChannelsFirstDraft {
  OnnxDraft(Layer layer, Computation computation) {
    super(OnnxOpSet.OPS, layer, computation);
  }

  /**
   * The padding argument of the next op: {@code pads} where they are known or the same windows
   * follow at every size, {@code auto_pad} otherwise. Negative amounts, which {@code pads} does not
   * take, become a step, with the padding of the other end of their axis: a crop alone may leave
   * nothing. Where the padding depends on an unknown size and auto_pad has another rule, a step
   * computes it when the model runs.
   *
   * @param fill of such a step
   */
  WindowPadding padding(Pad.Fill fill) {
    if (isComputed()) {
      samePad(Operand.DATA, fill);
      return WindowPadding.none(rank());
    }
    if (paddings().isEmpty() && isAutomatic()) {
      return sameRule() == SameRule.LOWER ? WindowPadding.SAME_LOWER : WindowPadding.SAME;
    }
    List<PadAmount> amounts =
        perAxis(axis -> computation().axes().get(axis).coveringPadding().orElseThrow());
    List<PadAmount> apart =
        amounts.stream().map(amount -> amount.shifts() ? amount : amount.cropped()).toList();
    pad(Operand.DATA, apart, fill, "pads cannot be negative");
    return new WindowPadding.Explicit(
        amounts.stream()
            .map(amount -> amount.shifts() ? PadAmount.NONE : amount.padded())
            .toList());
  }

  /** The dilations, which matter for windows of several elements only. */
  @Override
  List<Integer> dilations() {
    return windows(window -> window.isSpread() ? window.dilation() : 1);
  }

  /** Whether only a padding that is computed when the model runs is right. */
  boolean isComputed() {
    return paddings().isEmpty()
        && !isAutomatic()
        && !computation().axes().stream().allMatch(axis -> axis.coveringPadding().isPresent());
  }

  /**
   * Whether {@code auto_pad} has the padding of every axis. ONNX Runtime supports it for windows
   * without dilation, in poolings for strides that leave no element out, and in convolutions for
   * strides that leave few elements out.
   */
  private boolean isAutomatic() {
    boolean pools = !(computation() instanceof Convolution);
    return computation().axes().stream()
        .allMatch(
            axis ->
                axis.edges() instanceof Edges.Same same
                    && same.rule() != SameRule.UPPER_STARTING_LATE
                    && !axis.window().isSpread()
                    && axis.window().stride() - axis.window().size()
                        <= (pools
                            ? 0
                            : new OnnxPadding.Same(same.rule()).mostLeftOver(OnnxOp.CONV)));
  }

  /** How the padding came about, as a reason for a step. */
  String why(WindowPadding padding, String plain) {
    if (padding.equals(WindowPadding.SAME)) {
      return "SAME_UPPER puts the odd element at the end, like SAME in TensorFlow";
    }
    if (padding.equals(WindowPadding.SAME_LOWER)) {
      return "SAME_LOWER puts the odd element at the start";
    }
    boolean same =
        computation().axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
    boolean ceil =
        computation().axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil);
    if (padding.equals(WindowPadding.none(rank()))) {
      return plain;
    }
    return same
        ? "the amounts of SAME as pads"
        : ceil ? "pads that hold the last window of ceil_mode" : plain;
  }
}
