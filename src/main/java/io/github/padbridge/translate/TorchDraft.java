package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.PadAmount;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A plan for PyTorch in the making: the channels are second. */
final class TorchDraft extends PlanDraft {
  private final Computation computation;

  TorchDraft(Layer layer, Computation computation) {
    super(TorchStep.OPS, Strategy.PAD_SLICE, layer, false);
    this.computation = computation;
  }

  /** One number of every window. */
  List<Integer> windows(ToIntFunction<Window> number) {
    return perAxis(axis -> number.applyAsInt(computation.axes().get(axis).window()));
  }

  List<Integer> zeros() {
    return Collections.nCopies(rank(), 0);
  }

  /** The padding of each axis; empty where one depends on a size that is not known. */
  Optional<List<PadAmount>> paddings() {
    List<Optional<PadAmount>> amounts =
        computation.axes().stream().map(WindowDimension::padding).toList();
    return amounts.stream().allMatch(Optional::isPresent)
        ? Optional.of(amounts.stream().map(Optional::orElseThrow).toList())
        : Optional.empty();
  }

  /** The padding as an argument, which is the same on both sides; empty where it is not. */
  Optional<List<Integer>> paddingArgument() {
    return paddings()
        .filter(
            amounts -> amounts.stream().allMatch(a -> a.before() == a.after() && a.before() >= 0))
        .map(amounts -> amounts.stream().map(PadAmount::before).toList());
  }

  /** Pads by a step of its own, worked out when it runs where it depends on an open size. */
  void padBefore(Operand on, Step.Pad.Fill fill) {
    Optional<List<PadAmount>> amounts = paddings();
    if (amounts.isPresent()) {
      pad(on, amounts.get(), fill, whyPadded(amounts.get()));
      return;
    }
    boolean late =
        computation.axes().stream()
            .anyMatch(axis -> axis.edges() instanceof Edges.Same same && same.startsLate());
    add(
        new TorchStep.SamePad(
            on,
            windows(Window::size),
            windows(Window::stride),
            windows(Window::dilation),
            fill,
            late),
        "SAME depends on the input size: worked out when it is known");
  }

  private String whyPadded(List<PadAmount> amounts) {
    if (amounts.stream().anyMatch(amount -> amount.total() < 0)) {
      return "TensorFlow's 3-D ops cut off both ends what the stride leaves over";
    }
    boolean same = computation.axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
    if (amounts.stream().allMatch(amount -> amount.before() == amount.after())) {
      return same
          ? "PyTorch's avg_pool3d takes no input shorter than its window, whatever the padding"
          : "PyTorch's poolings pad half of their window at most";
    }
    return same
        ? "the odd element goes to the end: PyTorch's padding= cannot say it"
        : "PyTorch's padding= is the same on both sides";
  }
}
