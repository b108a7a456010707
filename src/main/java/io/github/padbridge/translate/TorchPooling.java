package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Plans a pooling in PyTorch with its padding and ceil_mode arguments; SAME with these where they
 * give its windows, otherwise with {@code F.pad}. An average with SAME is divided by the input
 * elements of its windows.
 */
final class TorchPooling {
  private final Computation computation;
  private final Pooling pooling;
  private final TorchDraft draft;

  private TorchPooling(Layer layer, Computation computation) {
    this.computation = computation;
    this.pooling = computation instanceof AveragePooling ? Pooling.AVG : Pooling.MAX;
    this.draft = new TorchDraft(layer, computation);
  }

  static Plan plan(Layer layer, Computation computation) {
    TorchPooling plan = new TorchPooling(layer, computation);
    plan.draft.begin();
    if (!plan.addOwn() && !plan.addCeilMode()) {
      if (computation instanceof AveragePooling) {
        plan.averageOfElements();
      } else {
        plan.draft.padBefore(Operand.DATA, Step.Pad.Fill.LOWEST);
        plan.pool(Operand.DATA, "the pooling");
      }
    }
    return plan.draft.end();
  }

  /**
   * Pools with the PyTorch arguments where the padding is equal on both sides; false where it is
   * not.
   */
  private boolean addOwn() {
    List<WindowDimension> axes = computation.axes();
    boolean ceil = axes.stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil);
    Optional<List<Integer>> padding =
        ceil
            ? Optional.of(axes.stream().map(axis -> axis.padding().orElseThrow().before()).toList())
            : draft.paddingArgument();
    if (padding.isEmpty() || !isAllowed(padding.get()) || !inputHoldsWindow()) {
      return false;
    }
    boolean pads = padding.get().stream().anyMatch(amount -> amount > 0);
    boolean same = axes.stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
    String why = same && pooling == Pooling.AVG ? "SAME does not count its padding" : "the pooling";
    draft.add(step(padding.get(), ceil, pads || ceil), why);
    return true;
  }

  private TorchStep.Pool step(List<Integer> padding, boolean ceil, boolean counts) {
    Divisor divisor =
        computation instanceof AveragePooling average ? average.divisor() : new Divisor.Elements();
    return new TorchStep.Pool(
        Operand.DATA,
        pooling,
        draft.windows(Window::size),
        draft.windows(Window::stride),
        padding,
        draft.windows(Window::dilation),
        ceil,
        counts && divisor instanceof Divisor.Padded,
        divisor instanceof Divisor.Constant constant ? constant.value() : null);
  }

  /** PyTorch pooling pads at most half of the window. */
  private boolean isAllowed(List<Integer> padding) {
    return IntStream.range(0, padding.size())
        .allMatch(axis -> padding.get(axis) <= computation.axes().get(axis).window().size() / 2);
  }

  /**
   * PyTorch's avg_pool3d refuses an input that is shorter than its window, even if it is padded.
   */
  private boolean inputHoldsWindow() {
    boolean asks =
        pooling == Pooling.AVG
            && computation.rank() == 3
            && computation.axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
    return !asks
        || computation.axes().stream()
            .allMatch(
                axis -> axis.input().isKnown() && axis.input().value() >= axis.window().size());
  }

  /**
   * Pools SAME with the PyTorch padding and ceil_mode where these give its windows: ceil_mode then
   * adds the odd element at the end.
   */
  private boolean addCeilMode() {
    Optional<List<PadAmount>> amounts = draft.paddings();
    if (amounts.isEmpty() || !inputHoldsWindow()) {
      return false;
    }
    List<Integer> padding = amounts.get().stream().map(PadAmount::before).toList();
    boolean said =
        IntStream.range(0, padding.size())
            .allMatch(
                axis ->
                    padding.get(axis) >= 0
                        && hasWindows(computation.axes().get(axis), padding.get(axis)));
    if (!said || !isAllowed(padding)) {
      return false;
    }
    draft.add(step(padding, true, false), "ceil_mode adds the odd element at the end");
    return true;
  }

  private static boolean hasWindows(WindowDimension axis, int padding) {
    Window window = axis.window();
    return axis.edges() instanceof Edges.Same
        && ConvArithmetic.poolOutput(axis.input(), padding, window.reach(), window.stride(), true)
            .equals(axis.output());
  }

  private void averageOfElements() {
    boolean onlyCuts =
        draft
            .paddings()
            .filter(amounts -> amounts.stream().allMatch(a -> a.before() <= 0 && a.after() <= 0))
            .isPresent();
    if (onlyCuts) {
      draft.padBefore(Operand.DATA, Step.Pad.Fill.ZERO);
      pool(Operand.DATA, "every window lies inside the input");
      return;
    }
    draft.add(new Step.Ones(1), "SAME does not count its padding");
    draft.padBefore(Operand.COVERAGE, Step.Pad.Fill.ZERO);
    pool(Operand.COVERAGE, "the part of each window that counts");
    draft.padBefore(Operand.DATA, Step.Pad.Fill.ZERO);
    pool(Operand.DATA, "the sum of each window divided by its size");
    draft.add(new Step.Divide(), "by the part of each window that counts");
  }

  private void pool(Operand on, String why) {
    draft.add(
        TorchStep.Pool.unpadded(
            on,
            pooling,
            draft.windows(Window::size),
            draft.windows(Window::stride),
            draft.windows(Window::dilation)),
        why);
  }
}
