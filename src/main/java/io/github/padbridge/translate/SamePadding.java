package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.PaddingMode;
import java.util.List;

/** TensorFlow's SAME, where it pads exactly what PyTorch pads. */
final class SamePadding {
  private SamePadding() {}

  static Plan plan(ConvSpec spec, Runtime runtime) {
    require(spec);
    ConvDraft draft = new ConvDraft(Strategy.SAME, spec);
    draft.begin();
    draft.permuteWeight();
    boolean lowersDilation =
        runtime == Runtime.PORTABLE && (spec.op().isTransposed() || spec.spatialRank() == 3);
    if (lowersDilation) {
      draft.dilateKernel("TensorFlow's CPU " + spec.op().functionName() + " has no dilation");
    }
    List<Integer> dilations = lowersDilation ? draft.ones() : spec.dilation();
    if (spec.op().isTransposed()) {
      int channels = spec.outChannels() / spec.groups();
      draft.splitByGroups(
          "TensorFlow's transposed convolution has no groups",
          new TensorFlowStep.ConvTranspose(
              spec.stride(),
              dilations,
              draft.resultShape(spec::outputSize, channels),
              ConvPadding.SAME));
    } else if (spec.spatialRank() == 3) {
      draft.splitByGroups(
          "TensorFlow's CPU conv3d has no groups",
          new TensorFlowStep.Conv(spec.stride(), dilations, 1, ConvPadding.SAME));
    } else {
      draft.add(
          new TensorFlowStep.Conv(spec.stride(), dilations, spec.groups(), ConvPadding.SAME),
          spec.padsAtRuntime()
              ? "the layer pads what SAME does"
              : "SAME is PyTorch's padding here");
    }
    return draft.end();
  }

  private static void require(ConvSpec spec) {
    Applicability layer = new Applicability(Strategy.SAME, spec);
    layer.needs(
        spec.paddingMode() == PaddingMode.ZEROS,
        "padding_mode zeros",
        spec.paddingMode().torchName(),
        Argument.PADDING_MODE);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.op().isTransposed()) {
        requireTransposed(spec, axis, layer);
      } else {
        requireForward(spec, axis, layer);
      }
    }
    layer.require();
  }

  private static void requireForward(ConvSpec spec, int axis, Applicability layer) {
    int stride = spec.stride().get(axis);
    Size in = spec.inputSize(axis);
    if (spec.isPadAmountOpen(axis)) {
      // A total of -2 or less is where TensorFlow's 3-D op starts late; it is at least this.
      long leastTotal = spec.effectiveKernel(axis) - stride;
      layer.needs(
          spec.spatialRank() < 3 || leastTotal > -2,
          "a kernel that reaches over the stride, or the input size",
          spec.effectiveKernel(axis) + " and stride " + stride + layer.on(axis),
          Argument.INPUT_SHAPE);
      return;
    }
    if (stride > 1 && !in.isKnown()) {
      layer.needs(
          false,
          "the input size with a stride, since SAME depends on it",
          "stride " + stride + " and " + in + layer.on(axis),
          Argument.INPUT_SHAPE);
      return;
    }
    // At stride 1 SAME is the same for every size, so any size stands for an unknown one.
    long size = in.isKnown() ? in.value() : spec.effectiveKernel(axis);
    PadAmount same =
        spec.spatialRank() == 3
            ? ConvArithmetic.tensorFlowSame3d(size, spec.effectiveKernel(axis), stride)
            : ConvArithmetic.tensorFlowSame(size, spec.effectiveKernel(axis), stride);
    layer.needs(
        same.equals(spec.padAmount(axis)),
        "the padding that SAME has, " + text(same),
        text(spec.padAmount(axis)) + layer.on(axis),
        Argument.PADDING);
  }

  /**
   * SAME pads the forward convolution from this output; that its input is ours holds for all sizes
   * or for none.
   */
  private static void requireTransposed(ConvSpec spec, int axis, Applicability layer) {
    int stride = spec.stride().get(axis);
    int padding = spec.padAmount(axis).before();
    int outputPadding = spec.outputPadding().get(axis);
    long reach = spec.effectiveKernel(axis);
    long more = reach - stride - 2L * padding + outputPadding;
    layer.needs(
        more > -stride && more <= 0,
        stride == 1
            ? "an output as long as the input"
            : "an output of input·stride − " + (stride - 1) + " to input·stride",
        (stride == 1 ? "input " : "input·stride ")
            + (more < 0 ? "− " + -more : "+ " + more)
            + layer.on(axis),
        Argument.PADDING);
    if (more > -stride && more <= 0) {
      // For an output of input·stride + more, SAME's total is what the whole result is longer.
      long total = Math.max(reach - stride - more, 0);
      layer.needs(
          total / 2 == padding,
          "the padding that SAME has, " + total / 2 + " at the start",
          padding + layer.on(axis),
          Argument.PADDING);
    }
  }

  private static String text(PadAmount amount) {
    return amount.before() + " and " + amount.after();
  }
}
