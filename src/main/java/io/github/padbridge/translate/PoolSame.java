package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
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
    boolean padded = spec.padding().stream().anyMatch(padding -> padding > 0);
    layer.needs(
        spec.op().isMax() || !padded || !spec.countIncludePad(),
        "count_include_pad False, since SAME does not count padding",
        "True",
        Argument.COUNT_INCLUDE_PAD);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      boolean spread = spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1;
      layer.needs(
          !spread, "dilation 1", spec.dilation().get(axis) + layer.on(axis), Argument.DILATION);
      if (!spread) {
        requireWindows(spec, axis, layer);
      }
    }
    layer.require();
  }

  private static void requireWindows(PoolSpec spec, int axis, Applicability layer) {
    int stride = spec.stride().get(axis);
    Size in = spec.inputSize(axis);
    if (stride > 1 && !in.isKnown()) {
      layer.needs(
          false,
          "the input size with a stride, since SAME depends on it",
          "stride " + stride + " and " + in + layer.on(axis),
          Argument.INPUT_SHAPE);
      return;
    }
    Size sameOutput = ConvArithmetic.sameOutput(in, stride);
    layer.needs(
        sameOutput.equals(spec.outputSize(axis)),
        "the output that SAME has, " + sameOutput,
        spec.outputSize(axis) + layer.on(axis),
        Argument.PADDING);
    // At stride 1 SAME is the same for every size, so any size stands for an unknown one.
    long size = in.isKnown() ? in.value() : spec.effectiveKernel(axis);
    PadAmount same =
        spec.spatialRank() == 3
            ? ConvArithmetic.tensorFlowSame3d(size, spec.effectiveKernel(axis), stride)
            : ConvArithmetic.tensorFlowSame(size, spec.effectiveKernel(axis), stride);
    layer.needs(
        same.before() == spec.padding().get(axis),
        "the padding that SAME has, " + same.before() + " at the start",
        spec.padding().get(axis) + layer.on(axis),
        Argument.PADDING);
  }
}
