package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.PadAmount;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Builds a plan for PyTorch. Channels are first, after the batch. */
final class TorchDraft extends ChannelsFirstDraft {
  TorchDraft(Layer layer, Computation computation) {
    super(TorchStep.OPS, layer, computation);
  }

  List<Integer> zeros() {
    return Collections.nCopies(rank(), 0);
  }

  /** The padding argument; empty where the padding differs between the two sides. */
  Optional<List<Integer>> paddingArgument() {
    return paddings()
        .filter(
            amounts -> amounts.stream().allMatch(a -> a.before() == a.after() && a.before() >= 0))
        .map(amounts -> amounts.stream().map(PadAmount::before).toList());
  }

  /**
   * Adds a step that pads; one that computes the padding when it runs, where that depends on an
   * unknown size.
   */
  void padBefore(Operand on, Step.Pad.Fill fill) {
    Optional<List<PadAmount>> amounts = paddings();
    if (amounts.isPresent()) {
      pad(on, amounts.get(), fill, whyPadded(amounts.get()));
      return;
    }
    boolean late =
        computation().axes().stream()
            .anyMatch(axis -> axis.edges() instanceof Edges.Same same && same.startsLate());
    add(
        new TorchStep.SamePad(
            on,
            windows(Window::size),
            windows(Window::stride),
            windows(Window::dilation),
            fill,
            late),
        "SAME padding, computed from the input size");
  }

  private String whyPadded(List<PadAmount> amounts) {
    if (amounts.stream().anyMatch(amount -> amount.total() < 0)) {
      return "3-D ops in TensorFlow crop what the stride leaves over";
    }
    boolean same =
        computation().axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
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
