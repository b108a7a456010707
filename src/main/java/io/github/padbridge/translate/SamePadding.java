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
    boolean transposed = spec.op().isTransposed();
    List<Integer> dilations = draft.dilations(transposed, ConvPadding.SAME, runtime);
    if (transposed) {
      Size channels = spec.outChannels().dividedBy(spec.groups());
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
    if (spec.paddingMode() == PaddingMode.ZEROS) {
      SameSizes.require(spec, layer, (axis, size) -> require(spec, axis, size, layer));
    }
    layer.require();
  }

  private static void require(ConvSpec spec, int axis, long size, Applicability notes) {
    if (spec.op().isTransposed()) {
      requireTransposed(spec, axis, notes);
      return;
    }
    PadAmount same =
        ConvArithmetic.tensorFlowSame(size, spec.effectiveKernel(axis), spec.stride().get(axis));
    notes.needsOn(
        axis,
        false,
        "the padding that SAME has, " + text(same),
        text(spec.padAmount(axis)),
        Argument.PADDING);
  }

  /** Whether SAME computes a convolution; no reasons given. */
  static boolean holds(ConvSpec spec) {
    return spec.paddingMode() == PaddingMode.ZEROS && SameSizes.holds(spec);
  }

  /**
   * SAME pads the forward convolution from this output; that its input is ours holds for all sizes
   * or for none.
   */
  private static void requireTransposed(ConvSpec spec, int axis, Applicability notes) {
    long stride = spec.stride().get(axis);
    int padding = spec.padAmount(axis).before();
    long more =
        ConvArithmetic.transposedMore(
            spec.effectiveKernel(axis), stride, padding, spec.outputPadding().get(axis));
    if (ConvArithmetic.sameTransposes(more, stride)) {
      int start =
          ConvArithmetic.transposedSame(spec.effectiveKernel(axis) - stride - more).before();
      notes.needsOn(
          axis,
          false,
          "the padding that SAME has, " + start + " at the start",
          padding,
          Argument.PADDING);
      return;
    }
    notes.needsOn(
        axis,
        false,
        stride == 1
            ? "an output as long as the input"
            : "an output of input·stride − " + (stride - 1) + " to input·stride",
        (stride == 1 ? "input " : "input·stride ") + (more < 0 ? "− " + -more : "+ " + more),
        Argument.PADDING);
  }

  private static String text(PadAmount amount) {
    return amount.before() + " and " + amount.after();
  }
}
