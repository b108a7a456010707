package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.JaxStep;
import io.github.padbridge.plan.WindowPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Builds a plan for JAX, whose ops take data in every layout. */
final class JaxDraft extends PlanDraft {
  private final Computation computation;

  JaxDraft(Layer layer, Computation computation, OperandLayouts given) {
    super(JaxStep.OPS, Strategy.PAD_SLICE, layer, given, batched(given.data()));
    this.computation = computation;
  }

  /** The layout of the data with a batch. */
  static Layout batched(Layout data) {
    return data.axes().indexOf('N') < 0 ? new Layout("N" + data) : data;
  }

  /** One number per spatial axis, taken from its window. */
  List<Integer> windows(ToIntFunction<Window> number) {
    return perAxis(axis -> number.applyAsInt(computation.axes().get(axis).window()));
  }

  /** No padding. */
  WindowPadding none() {
    return new WindowPadding.Explicit(Collections.nCopies(rank(), PadAmount.NONE));
  }

  /**
   * The padding argument: numbers where they are known, SAME where they depend on an unknown size.
   */
  WindowPadding padding() {
    List<WindowDimension> axes = computation.axes();
    if (axes.stream().allMatch(axis -> axis.padding().isPresent())) {
      return explicit(axes.stream().map(WindowDimension::padding).toList());
    }
    SameRule rule =
        axes.stream()
            .map(WindowDimension::edges)
            .filter(Edges.Same.class::isInstance)
            .map(edges -> ((Edges.Same) edges).rule())
            .findFirst()
            .orElseThrow();
    boolean isComputed = rule == SameRule.UPPER_STARTING_LATE;
    return isComputed && axes.stream().allMatch(axis -> axis.coveringPadding().isPresent())
        ? explicit(axes.stream().map(WindowDimension::coveringPadding).toList())
        : new WindowPadding.Same(rule);
  }

  private static WindowPadding explicit(List<Optional<PadAmount>> amounts) {
    return new WindowPadding.Explicit(amounts.stream().map(Optional::orElseThrow).toList());
  }
}
