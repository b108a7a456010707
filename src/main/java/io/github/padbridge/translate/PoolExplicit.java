package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.PoolSpec;
import java.util.List;

/** One op with its padding as a list, which max_pool2d is TensorFlow's only pooling to take. */
final class PoolExplicit {
  private PoolExplicit() {}

  static Plan plan(PoolSpec spec, Runtime runtime) {
    Applicability layer = new Applicability(Strategy.EXPLICIT, spec);
    layer.needs(
        spec.op().isMax() && spec.spatialRank() == 2, "max_pool2d", spec.opName(), Argument.OP);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      boolean spread = spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1;
      layer.needsOn(axis, !spread, "dilation 1", spec.dilation().get(axis), Argument.DILATION);
    }
    layer.needsPadAmounts(spec);
    layer.require();
    PlanDraft draft = new PlanDraft(Strategy.EXPLICIT, spec);
    draft.begin();
    List<PadAmount> around = PoolPadSlice.around(spec);
    draft.add(
        new TensorFlowStep.Pool(
            Operand.DATA,
            Pooling.MAX,
            spec.kernelSize(),
            spec.stride(),
            new ConvPadding.Explicit(around)),
        "PyTorch's padding" + (spec.ceilMode() ? ", and where ceil_mode reaches" : ""));
    return draft.end();
  }
}
