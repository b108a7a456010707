package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.TensorFlowStep;
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
    TensorFlowDraft draft = new TensorFlowDraft(Strategy.EXPLICIT, layer);
    draft.begin();
    List<PadAmount> around = draft.perAxis(axis -> axes.get(axis).coveringPadding().orElseThrow());
    boolean ceil = axes.stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil);
    draft.add(
        new TensorFlowStep.Pool(
            Operand.DATA,
            Pooling.MAX,
            draft.perAxis(axis -> axes.get(axis).window().size()),
            draft.perAxis(axis -> axes.get(axis).window().stride()),
            new ConvPadding.Explicit(around)),
        layer.framework().title()
            + "'s padding"
            + (ceil ? " and the elements that ceil_mode adds" : ""));
    return draft.end();
  }
}
