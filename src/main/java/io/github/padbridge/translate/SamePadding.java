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
    if (spec.isPadAmountOpen(axis)) {
      layer.needs(
          neverStartsLate(spec, axis),
          "a kernel that reaches over the stride, or the input size",
          spec.effectiveKernel(axis) + " and stride " + stride + layer.on(axis),
          Argument.INPUT_SHAPE);
    } else if (dependsOnOpenSize(spec, axis)) {
      layer.needs(
          false,
          "the input size with a stride, since SAME depends on it",
          "stride " + stride + " and " + spec.inputSize(axis) + layer.on(axis),
          Argument.INPUT_SHAPE);
    } else {
      PadAmount same = same(spec, axis);
      layer.needs(
          same.equals(spec.padAmount(axis)),
          "the padding that SAME has, " + text(same),
          text(spec.padAmount(axis)) + layer.on(axis),
          Argument.PADDING);
    }
  }

  /** A total of -2 or less is where TensorFlow's 3-D op starts late; it is at least this. */
  private static boolean neverStartsLate(ConvSpec spec, int axis) {
    long leastTotal = spec.effectiveKernel(axis) - spec.stride().get(axis);
    return spec.spatialRank() < 3 || leastTotal > -2;
  }

  private static boolean dependsOnOpenSize(ConvSpec spec, int axis) {
    return spec.stride().get(axis) > 1 && !spec.inputSize(axis).isKnown();
  }

  /** What SAME pads; at stride 1 for every size, so that any stands for one that is not known. */
  private static PadAmount same(ConvSpec spec, int axis) {
    Size in = spec.inputSize(axis);
    return same(spec, axis, in.isKnown() ? in.value() : spec.effectiveKernel(axis));
  }

  private static PadAmount same(ConvSpec spec, int axis, long size) {
    return same(spec.spatialRank(), size, spec.effectiveKernel(axis), spec.stride().get(axis));
  }

  /** What TensorFlow's SAME puts around one of so many axes. */
  static PadAmount same(int spatialRank, long in, long reach, long stride) {
    return spatialRank == 3
        ? ConvArithmetic.tensorFlowSame3d(in, reach, stride)
        : ConvArithmetic.tensorFlowSame(in, reach, stride);
  }

  /** Whether SAME says a layer that pads zeros; no reasons given. */
  static boolean holds(ConvSpec spec) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      boolean holds =
          spec.op().isTransposed()
              ? isAsLong(spec, axis) && startsAlike(spec, axis)
              : holdsForward(spec, axis);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsForward(ConvSpec spec, int axis) {
    if (spec.isPadAmountOpen(axis)) {
      return neverStartsLate(spec, axis);
    }
    return !dependsOnOpenSize(spec, axis) && same(spec, axis).equals(spec.padAmount(axis));
  }

  private static long more(ConvSpec spec, int axis) {
    return more(
        spec.effectiveKernel(axis),
        spec.stride().get(axis),
        spec.padAmount(axis).before(),
        spec.outputPadding().get(axis));
  }

  /** How much longer a transposed output is than the input times the stride. */
  static long more(long reach, long stride, long padding, long outputPadding) {
    return reach - stride - 2 * padding + outputPadding;
  }

  private static boolean isAsLong(ConvSpec spec, int axis) {
    return isAsLong(more(spec, axis), spec.stride().get(axis));
  }

  /** Whether SAME, going forward from the output, arrives at the input. */
  static boolean isAsLong(long more, long stride) {
    return more > -stride && more <= 0;
  }

  private static long transposedStart(ConvSpec spec, int axis) {
    return transposedStart(more(spec, axis), spec.effectiveKernel(axis), spec.stride().get(axis));
  }

  /** What SAME crops at the start of an output of input·stride + more: half of its total. */
  static long transposedStart(long more, long reach, long stride) {
    return Math.max(reach - stride - more, 0) / 2;
  }

  private static boolean startsAlike(ConvSpec spec, int axis) {
    return transposedStart(spec, axis) == spec.padAmount(axis).before();
  }

  /**
   * SAME pads the forward convolution from this output; that its input is ours holds for all sizes
   * or for none.
   */
  private static void requireTransposed(ConvSpec spec, int axis, Applicability layer) {
    int stride = spec.stride().get(axis);
    long more = more(spec, axis);
    layer.needs(
        isAsLong(spec, axis),
        stride == 1
            ? "an output as long as the input"
            : "an output of input·stride − " + (stride - 1) + " to input·stride",
        (stride == 1 ? "input " : "input·stride ")
            + (more < 0 ? "− " + -more : "+ " + more)
            + layer.on(axis),
        Argument.PADDING);
    if (isAsLong(spec, axis)) {
      layer.needs(
          startsAlike(spec, axis),
          "the padding that SAME has, " + transposedStart(spec, axis) + " at the start",
          spec.padAmount(axis).before() + layer.on(axis),
          Argument.PADDING);
    }
  }

  private static String text(PadAmount amount) {
    return amount.before() + " and " + amount.after();
  }
}
