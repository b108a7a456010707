package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import java.util.List;
import java.util.Optional;

/** Builds a plan for PyTorch. Channels are first, after the batch. */
final class TorchDraft extends ChannelsFirstDraft {
  TorchDraft(Layer layer, Computation computation) {
    super(TorchOpSet.OPS, layer, computation);
  }

  /** A step for a padding that is open, except that of SAME_LOWER where one padding always fits. */
  @Override
  Optional<PadAmount> padding(WindowDimension axis) {
    boolean lower = axis.edges() instanceof Edges.Same same && same.rule() == SameRule.LOWER;
    return lower ? axis.padding().or(axis::coveringPadding) : axis.padding();
  }

  /** The padding argument; empty where the padding differs between the two sides. */
  Optional<List<PadAmount>> paddingArgument() {
    return paddings()
        .filter(
            amounts -> amounts.stream().allMatch(a -> a.before() == a.after() && a.before() >= 0));
  }

  /**
   * Adds a step that pads; one that computes the padding when it runs, where that depends on an
   * unknown size.
   */
  void padBefore(Operand on, Pad.Fill fill) {
    Optional<List<PadAmount>> amounts = paddings();
    if (amounts.isPresent()) {
      padAndCrop(on, amounts.get(), fill);
      return;
    }
    samePad(on, fill);
  }

  /**
   * Pads first where a crop of the other end could leave less than nothing, which F.pad refuses.
   */
  private void padAndCrop(Operand on, List<PadAmount> amounts, Pad.Fill fill) {
    boolean apart =
        amounts.stream()
            .anyMatch(amount -> amount.shifts() && Math.min(amount.before(), amount.after()) < -1);
    if (!apart) {
      pad(on, amounts, fill, whyPadded(amounts));
      return;
    }
    pad(on, amounts.stream().map(PadAmount::padded).toList(), fill, whyPadded(amounts));
    pad(
        on,
        amounts.stream().map(PadAmount::cropped).toList(),
        fill,
        "a crop by F.pad before the padding refuses short inputs");
  }

  private String whyPadded(List<PadAmount> amounts) {
    boolean lower =
        computation().axes().stream()
            .anyMatch(
                axis -> axis.edges() instanceof Edges.Same own && own.rule() == SameRule.LOWER);
    if (lower) {
      return "one more at the start, which padding= cannot express";
    }
    boolean same =
        computation().axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
    if (amounts.stream().anyMatch(amount -> amount.total() < 0)) {
      return same
          ? "3-D ops in TensorFlow crop what the stride leaves over"
          : "padding= takes no negative amounts";
    }
    if (amounts.stream().allMatch(amount -> amount.before() == amount.after())) {
      return same
          ? "avg_pool3d refuses an input that is shorter than its window"
          : "PyTorch pooling pads at most half of the window";
    }
    return same
        ? "one more at the end, which padding= cannot express"
        : "padding= pads both sides equally";
  }
}
