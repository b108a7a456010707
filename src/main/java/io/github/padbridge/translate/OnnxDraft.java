package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.OnnxStep;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import java.util.Collections;
import java.util.List;

/** Builds a plan for ONNX. Channels are first, after the batch. */
final class OnnxDraft extends ChannelsFirstDraft {
  OnnxDraft(Layer layer, Computation computation) {
    super(OnnxStep.OPS, layer, computation);
  }

  /** A padding argument of zeros. */
  ConvPadding none() {
    return new ConvPadding.Explicit(Collections.nCopies(rank(), PadAmount.NONE));
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
  ConvPadding padding(Step.Pad.Fill fill) {
    if (isComputed()) {
      computePadding(Operand.DATA, fill);
      return none();
    }
    if (paddings().isEmpty() && isAutomatic()) {
      return rule() == SameRule.LOWER ? ConvPadding.SAME_LOWER : ConvPadding.SAME;
    }
    List<PadAmount> amounts =
        perAxis(axis -> computation().axes().get(axis).coveringPadding().orElseThrow());
    List<PadAmount> apart =
        amounts.stream().map(amount -> amount.shifts() ? amount : amount.cropped()).toList();
    pad(Operand.DATA, apart, fill, "pads cannot be negative");
    return new ConvPadding.Explicit(
        amounts.stream()
            .map(amount -> amount.shifts() ? PadAmount.NONE : amount.padded())
            .toList());
  }

  /** Pads SAME, by amounts that are computed when the model runs. */
  void computePadding(Operand on, Step.Pad.Fill fill) {
    add(
        new OnnxStep.SamePad(
            on, windows(Window::size), windows(Window::stride), dilations(), fill, rule()),
        "SAME padding, computed from the input size");
  }

  /** The rule of SAME padding, which all axes share. */
  private SameRule rule() {
    return ((Edges.Same) computation().axes().get(0).edges()).rule();
  }

  /** The dilations, which matter for windows of several elements only. */
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
  String why(ConvPadding padding, String plain) {
    if (padding == ConvPadding.SAME) {
      return "SAME_UPPER puts the odd element at the end, like SAME in TensorFlow";
    }
    if (padding == ConvPadding.SAME_LOWER) {
      return "SAME_LOWER puts the odd element at the start";
    }
    boolean same =
        computation().axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
    boolean ceil =
        computation().axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil);
    if (padding.equals(none())) {
      return plain;
    }
    return same
        ? "the amounts of SAME as pads"
        : ceil ? "pads that hold the last window of ceil_mode" : plain;
  }

  /** The windows of a pooling with a padding. */
  OnnxStep.PoolWindows windows(ConvPadding padding) {
    return new OnnxStep.PoolWindows(
        windows(Window::size), windows(Window::stride), dilations(), padding);
  }
}
