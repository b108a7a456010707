package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.PoolSpec;

/**
 * A pooling with TensorFlow's SAME, where its windows start where PyTorch's do. An average with
 * SAME is one over the real elements of each window.
 */
final class PoolSame {
  private PoolSame() {}

  static Plan plan(PoolSpec spec, Runtime runtime) {
    require(spec);
    PlanDraft draft = new PlanDraft(Strategy.SAME, spec);
    draft.begin();
    draft.add(
        new TensorFlowStep.Pool(
            Operand.DATA,
            spec.op().isMax() ? Pooling.MAX : Pooling.AVG,
            spec.kernelSize(),
            spec.stride(),
            ConvPadding.SAME),
        "SAME has PyTorch's windows here");
    return draft.end();
  }

  private static void require(PoolSpec spec) {
    Applicability layer = new Applicability(Strategy.SAME, spec);
    layer.needs(
        spec.divisorOverride() == null,
        "no divisor_override",
        spec.divisorOverride(),
        Argument.DIVISOR_OVERRIDE);
    boolean counts =
        !spec.op().isMax()
            && spec.countIncludePad()
            && spec.padding().stream().anyMatch(padding -> padding > 0);
    layer.needs(
        !counts,
        "count_include_pad False, since SAME does not count padding",
        "True",
        Argument.COUNT_INCLUDE_PAD);
    boolean dilated = false;
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      boolean spread = spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1;
      layer.needsOn(axis, !spread, "dilation 1", spec.dilation().get(axis), Argument.DILATION);
      dilated |= spread;
    }
    if (!dilated && spec.divisorOverride() == null && !counts) {
      SameSizes.require(spec, layer, (axis, size) -> requireWindows(spec, axis, size, layer));
    }
    layer.require();
  }

  private static void requireWindows(PoolSpec spec, int axis, long size, Applicability notes) {
    int stride = spec.stride().get(axis);
    Size sameOutput = ConvArithmetic.sameOutput(spec.inputSize(axis), stride);
    notes.needsOn(
        axis,
        sameOutput.equals(spec.outputSize(axis)),
        "the output that SAME has, " + sameOutput,
        spec.outputSize(axis),
        Argument.PADDING);
    int before = ConvArithmetic.tensorFlowSame(size, spec.effectiveKernel(axis), stride).before();
    notes.needsOn(
        axis,
        before == spec.padding().get(axis),
        "the padding that SAME has, " + before + " at the start",
        spec.padding().get(axis),
        Argument.PADDING);
  }
}
