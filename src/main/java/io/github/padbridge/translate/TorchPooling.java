package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.WindowGrid;
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
      if (computation instanceof AveragePooling average) {
        plan.average(average.divisor());
      } else {
        plan.draft.padBefore(Operand.DATA, Pad.Fill.LOWEST);
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
    boolean ceil = hasCeil();
    Optional<List<Integer>> padding =
        ceil ? ceilArgument() : draft.paddingArgument().map(TorchOpSet::bothEnds);
    if (padding.isEmpty()
        || !isAllowed(padding.get())
        || !inputHoldsWindow()
        || isDilatedAverage()
        || isSumAlongOneAxis()) {
      return false;
    }
    boolean pads = padding.get().stream().anyMatch(amount -> amount > 0);
    String why =
        isSame() && pooling == Pooling.AVG ? "SAME does not count its padding" : "the pooling";
    draft.add(step(padding.get(), ceil, pads || ceil), why);
    return true;
  }

  private boolean isSame() {
    return computation.axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Same);
  }

  private boolean hasCeil() {
    return computation.axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil);
  }

  /** The padding argument with ceil_mode; empty where the padding differs between the two ends. */
  private Optional<List<Integer>> ceilArgument() {
    boolean symmetric =
        computation.axes().stream()
            .allMatch(
                axis ->
                    axis.edges() instanceof Edges.Ceil ceil
                        && ceil.padding().before() == ceil.padding().after());
    return symmetric
        ? Optional.of(
            computation.axes().stream()
                .map(axis -> ((Edges.Ceil) axis.edges()).padding().before())
                .toList())
        : Optional.empty();
  }

  /** PyTorch has no average pooling with dilation. */
  private boolean isDilatedAverage() {
    return pooling == Pooling.AVG && computation.hasAxis(Window::isSpread);
  }

  private TorchPool step(List<Integer> padding, boolean ceil, boolean counts) {
    Divisor divisor =
        computation instanceof AveragePooling average ? average.divisor() : new Divisor.Elements();
    return new TorchPool(
        Operand.DATA,
        pooling,
        grid(),
        padding,
        ceil,
        counts && (divisor instanceof Divisor.Padded || divisor instanceof Divisor.Whole),
        divisor instanceof Divisor.Constant constant ? constant.value() : null);
  }

  /** An average has no dilation: where its windows are not spread, one changes nothing. */
  private WindowGrid grid() {
    return pooling == Pooling.AVG
        ? WindowGrid.of(draft.windows(Window::size), draft.windows(Window::stride))
        : draft.grid();
  }

  /** PyTorch's avg_pool1d has no divisor_override. */
  private boolean isSumAlongOneAxis() {
    return computation.rank() == 1
        && computation instanceof AveragePooling average
        && average.divisor() instanceof Divisor.Constant;
  }

  /** PyTorch pooling pads at most half of the window. */
  private boolean isAllowed(List<Integer> padding) {
    return IntStream.range(0, padding.size())
        .allMatch(axis -> padding.get(axis) <= computation.axes().get(axis).window().size() / 2);
  }

  /**
   * PyTorch's avg_pool3d refuses an input that is shorter than its window, even if it is padded; a
   * PyTorch layer has no such input.
   */
  private boolean inputHoldsWindow() {
    boolean pads = !draft.paddings().filter(PadAmount::areNone).isPresent() || hasCeil();
    boolean asks =
        pooling == Pooling.AVG
            && computation.rank() == 3
            && pads
            && !draft.layer().framework().id().equals(TorchOpSet.OPS.id());
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
    boolean countsPadding =
        computation instanceof AveragePooling average
            && !(average.divisor() instanceof Divisor.Elements);
    if (amounts.isEmpty() || countsPadding || !inputHoldsWindow()) {
      return false;
    }
    List<Integer> padding = amounts.get().stream().map(PadAmount::before).toList();
    boolean counts =
        computation instanceof AveragePooling average
            && average.divisor() instanceof Divisor.Padded;
    boolean said =
        IntStream.range(0, padding.size())
            .allMatch(
                axis ->
                    padding.get(axis) >= 0
                        && hasWindows(computation.axes().get(axis), padding.get(axis)));
    if (!said || counts || !isAllowed(padding)) {
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

  private void average(Divisor divisor) {
    if (divisor instanceof Divisor.Constant constant) {
      averageOver(constant.value());
      return;
    }
    Optional<List<PadAmount>> amounts = draft.paddings();
    boolean onlyCuts =
        amounts
            .filter(all -> all.stream().allMatch(a -> a.before() <= 0 && a.after() <= 0))
            .isPresent();
    boolean countsAll =
        divisor instanceof Divisor.Whole || (divisor instanceof Divisor.Padded && !hasCeil());
    if (onlyCuts || countsAll) {
      draft.padBefore(Operand.DATA, Pad.Fill.ZERO);
      pool(
          Operand.DATA,
          onlyCuts ? "every window lies inside the input" : "the average counts the padding");
      return;
    }
    boolean elements = divisor instanceof Divisor.Elements;
    draft.add(
        new Ones(1),
        elements
            ? (isSame() ? "SAME" : "the layer") + " does not count its padding"
            : "1 for every element that counts");
    if (elements) {
      draft.padBefore(Operand.COVERAGE, Pad.Fill.ZERO);
    } else {
      padCounted(amounts.orElseThrow());
    }
    pool(Operand.COVERAGE, "the part of each window that counts");
    draft.padBefore(Operand.DATA, Pad.Fill.ZERO);
    pool(Operand.DATA, "the sum of each window divided by its size");
    draft.add(new Divide(), "by the part of each window that counts");
  }

  /** Divides the sum of each window by a constant. */
  private void averageOver(int divisor) {
    draft.padBefore(Operand.DATA, Pad.Fill.ZERO);
    pool(Operand.DATA, "the sum of each window divided by its size");
    int window =
        computation.axes().stream()
            .mapToInt(axis -> axis.window().size())
            .reduce(1, Math::multiplyExact);
    if (divisor != window) {
      draft.add(new Scale(window, divisor), "divides by the divisor of the layer");
    }
  }

  /** Ones around the coverage, and zeros where ceil_mode adds elements. */
  private void padCounted(List<PadAmount> amounts) {
    List<PadAmount> counted =
        computation.axes().stream().map(axis -> ((Edges.Ceil) axis.edges()).padding()).toList();
    draft.pad(Operand.COVERAGE, counted, Pad.Fill.ONE, "the padding counts");
    draft.pad(
        Operand.COVERAGE,
        draft.perAxis(
            axis -> new PadAmount(0, amounts.get(axis).after() - counted.get(axis).after())),
        Pad.Fill.ZERO,
        "the elements that ceil_mode adds do not count");
  }

  private void pool(Operand on, String why) {
    if (isDilatedAverage()) {
      draft.alongEachAxis(on, Pooling.AVG, "the average", "average pooling");
      return;
    }
    draft.add(TorchPool.unpadded(on, pooling, grid()), why);
  }
}
