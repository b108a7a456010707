package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.PaddingMode;

/** One op with its padding as a list, which TensorFlow has in two dimensions only. */
final class ExplicitPadding {
  private ExplicitPadding() {}

  static Plan plan(ConvSpec spec, Runtime runtime) {
    require(spec);
    ConvDraft draft = new ConvDraft(Strategy.EXPLICIT, spec);
    draft.begin();
    draft.permuteWeight();
    ConvPadding padding =
        new ConvPadding.Explicit(draft.perAxis(axis -> PaddedAxis.amount(spec, axis)));
    if (spec.op().isTransposed()) {
      draft.add(
          new TensorFlowStep.ConvTranspose(
              spec.stride(),
              draft.ones(),
              draft.resultShape(spec::outputSize, spec.outChannels()),
              padding),
          "PyTorch's padding, and PyTorch's output");
    } else {
      draft.add(
          new TensorFlowStep.Conv(spec.stride(), spec.dilation(), spec.groups(), padding),
          "PyTorch's padding");
    }
    return draft.end();
  }

  /** Whether a list says a layer that pads zeros; no reasons given. */
  static boolean holds(ConvSpec spec) {
    return spec.spatialRank() == 2 && holds(spec, 0) && holds(spec, 1);
  }

  private static boolean holds(ConvSpec spec, int axis) {
    return spec.op().isTransposed()
        ? spec.groups() == 1 && isBelowStride(spec, axis) && !isSpread(spec, axis)
        : PaddedAxis.hasAmount(spec, axis);
  }

  private static boolean isBelowStride(ConvSpec spec, int axis) {
    return spec.outputPadding().get(axis) < spec.stride().get(axis);
  }

  private static boolean isSpread(ConvSpec spec, int axis) {
    return spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1;
  }

  private static void require(ConvSpec spec) {
    Applicability layer = new Applicability(Strategy.EXPLICIT, spec);
    layer.needs(spec.spatialRank() == 2, "two spatial axes", spec.op().functionName(), Argument.OP);
    layer.needs(
        spec.paddingMode() == PaddingMode.ZEROS,
        "padding_mode zeros",
        spec.paddingMode().torchName(),
        Argument.PADDING_MODE);
    layer.needsPadAmounts(spec);
    if (spec.op().isTransposed()) {
      layer.needs(
          spec.groups() == 1,
          "groups 1 in a transposed convolution",
          spec.groups(),
          Argument.GROUPS);
      for (int axis = 0; axis < spec.spatialRank(); axis++) {
        int stride = spec.stride().get(axis);
        int outputPadding = spec.outputPadding().get(axis);
        layer.needsOn(
            axis,
            isBelowStride(spec, axis),
            "output_padding < stride",
            outputPadding + " ≥ " + stride,
            Argument.OUTPUT_PADDING);
        layer.needsOn(
            axis,
            !isSpread(spec, axis),
            "dilation 1 in a transposed convolution",
            spec.dilation().get(axis),
            Argument.DILATION);
      }
    }
    layer.require();
  }
}
