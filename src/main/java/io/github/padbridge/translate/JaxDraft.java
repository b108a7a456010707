package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Optional;

/** Builds a plan for JAX, whose ops take data in every layout. */
final class JaxDraft extends WindowDraft {
  JaxDraft(Layer layer, Computation computation, OperandLayouts given) {
    super(JaxOpSet.OPS, Strategy.PAD_SLICE, layer, computation, given, batched(given.data()));
  }

  /** The layout of the data with a batch. */
  static Layout batched(Layout data) {
    return data.axes().indexOf('N') < 0 ? new Layout("N" + data) : data;
  }

  /**
   * The padding argument: numbers where they are known, SAME where they depend on an unknown size.
   */
  WindowPadding padding() {
    List<WindowDimension> axes = computation().axes();
    if (axes.stream().allMatch(axis -> axis.padding().isPresent())) {
      return explicit(axes.stream().map(WindowDimension::padding).toList());
    }
    WindowPadding.Same same = new WindowPadding.Same(sameRule());
    return same.isComputed() && axes.stream().allMatch(axis -> axis.coveringPadding().isPresent())
        ? explicit(axes.stream().map(WindowDimension::coveringPadding).toList())
        : same;
  }

  private static WindowPadding explicit(List<Optional<PadAmount>> amounts) {
    return new WindowPadding.Explicit(amounts.stream().map(Optional::orElseThrow).toList());
  }
}
