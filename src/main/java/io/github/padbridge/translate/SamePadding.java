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
import java.util.stream.IntStream;

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
    PadAmount same = same(spec, axis, in.isKnown() ? in.value() : spec.effectiveKernel(axis));
    layer.needs(
        same.equals(spec.padAmount(axis)),
        "the padding that SAME has, " + text(same),
        text(spec.padAmount(axis)) + layer.on(axis),
        Argument.PADDING);
  }

  private static PadAmount same(ConvSpec spec, int axis, long size) {
    long reach = spec.effectiveKernel(axis);
    long stride = spec.stride().get(axis);
    return spec.spatialRank() == 3
        ? ConvArithmetic.tensorFlowSame3d(size, reach, stride)
        : ConvArithmetic.tensorFlowSame(size, reach, stride);
  }

  /** Whether SAME says a layer that pads zeros and whose sizes are known; no reasons given. */
  static boolean holds(ConvSpec spec) {
    return IntStream.range(0, spec.spatialRank())
        .allMatch(
            axis ->
                spec.op().isTransposed()
                    ? isAsLong(spec, axis) && startsAlike(spec, axis)
                    : same(spec, axis, spec.inputSize(axis).value()).equals(spec.padAmount(axis)));
  }

  /** How much longer a transposed output is than the input times the stride. */
  private static long more(ConvSpec spec, int axis) {
    return spec.effectiveKernel(axis)
        - spec.stride().get(axis)
        - 2L * spec.padAmount(axis).before()
        + spec.outputPadding().get(axis);
  }

  private static boolean isAsLong(ConvSpec spec, int axis) {
    long more = more(spec, axis);
    return more > -spec.stride().get(axis) && more <= 0;
  }

  /** For an output of input·stride + more, SAME's total is what the whole result is longer. */
  private static long transposedTotal(ConvSpec spec, int axis) {
    return Math.max(spec.effectiveKernel(axis) - spec.stride().get(axis) - more(spec, axis), 0);
  }

  private static boolean startsAlike(ConvSpec spec, int axis) {
    return transposedTotal(spec, axis) / 2 == spec.padAmount(axis).before();
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
          "the padding that SAME has, " + transposedTotal(spec, axis) / 2 + " at the start",
          spec.padAmount(axis).before() + layer.on(axis),
          Argument.PADDING);
    }
  }

  private static String text(PadAmount amount) {
    return amount.before() + " and " + amount.after();
  }
}
