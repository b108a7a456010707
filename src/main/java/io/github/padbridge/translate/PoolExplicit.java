package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** One op with a list of paddings; max_pool2d is the only TensorFlow pooling that supports it. */
final class PoolExplicit {
  private PoolExplicit() {}

  static Plan plan(Layer layer, Computation pooling) {
    List<WindowDimension> axes = pooling.axes();
    Applicability needs = new Applicability(Strategy.EXPLICIT, layer);
    needs.needs(
        pooling instanceof Computation.MaxPooling && axes.size() == 2,
        "max_pool2d",
        layer.opName(),
        Argument.OP);
    for (int axis = 0; axis < axes.size(); axis++) {
      needs.needsNoDilation(axis, axes.get(axis).window());
    }
    needs.needsPaddings(pooling);
    needs.require();
    TensorFlowDraft draft = new TensorFlowDraft(Strategy.EXPLICIT, layer, pooling);
    draft.begin();
    List<PadAmount> around = draft.perAxis(axis -> axes.get(axis).coveringPadding().orElseThrow());
    boolean ceil = axes.stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil);
    draft.pool(
        Operand.DATA,
        Pooling.MAX,
        new WindowPadding.Explicit(around),
        layer.framework().title()
            + "'s padding"
            + (ceil ? " and the elements that ceil_mode adds" : ""));
    return draft.end();
  }
}
