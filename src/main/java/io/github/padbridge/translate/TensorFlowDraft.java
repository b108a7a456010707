package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.function.IntFunction;

/** Builds a plan for TensorFlow. Channels are last. */
class TensorFlowDraft extends WindowDraft {
  TensorFlowDraft(Strategy strategy, Layer layer, Computation computation) {
    super(TensorFlowOpSet.OPS, strategy, layer, computation, true);
  }

  /** {@code (N, spatial..., channels)}. */
  Shape resultShape(IntFunction<Size> spatial, Size channels) {
    Shape shape = data();
    for (int axis = 0; axis < rank(); axis++) {
      shape = shape.with(axis + 1, spatial.apply(axis));
    }
    return shape.with(rank() + 1, channels);
  }

  /** Adds a pooling, whose windows are not dilated. */
  void pool(Operand on, Pooling pooling, WindowPadding padding, String why) {
    WindowGrid grid = WindowGrid.of(windows(Window::size), windows(Window::stride));
    add(new Pool(on, pooling, 1, grid, padding, false), why);
  }

  /**
   * Whether only a padding that is computed when the plan runs is right: an odd element at the
   * start, or averages that count the padding.
   */
  static boolean padsWhenRun(Computation computation) {
    boolean counts =
        computation instanceof AveragePooling average
            && average.divisor() instanceof Divisor.Padded;
    return computation.axes().stream()
        .filter(axis -> axis.coveringPadding().isEmpty())
        .findFirst()
        .filter(axis -> axis.edges() instanceof Edges.Same)
        .map(axis -> counts || ((Edges.Same) axis.edges()).rule() == SameRule.LOWER)
        .orElse(false);
  }
}
