package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.function.IntFunction;

/** Builds a plan for TensorFlow. Channels are last. */
class TensorFlowDraft extends PlanDraft {
  TensorFlowDraft(Strategy strategy, Layer layer) {
    super(TensorFlowStep.OPS, strategy, layer, true);
  }

  /** {@code (N, spatial..., channels)}. */
  Shape resultShape(IntFunction<Size> spatial, Size channels) {
    Shape shape = data();
    for (int axis = 0; axis < rank(); axis++) {
      shape = shape.with(axis + 1, spatial.apply(axis));
    }
    return shape.with(rank() + 1, channels);
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

  /** Pads SAME, by amounts that are computed when the plan runs. */
  void samePad(Operand on, Computation computation, Step.Pad.Fill fill) {
    List<WindowDimension> axes = computation.axes();
    add(
        new TensorFlowStep.SamePad(
            on,
            perAxis(axis -> axes.get(axis).window().size()),
            perAxis(axis -> axes.get(axis).window().stride()),
            perAxis(axis -> axes.get(axis).window().dilation()),
            fill,
            ((Edges.Same) axes.get(0).edges()).rule()),
        "SAME padding, computed from the input size");
  }
}
