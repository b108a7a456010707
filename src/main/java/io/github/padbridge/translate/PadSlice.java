package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import java.util.List;

/**
 * The canonical plan: whatever PyTorch pads is padded explicitly before a VALID convolution,
 * whatever it crops is sliced off the whole result of a VALID transposed one. There is one for
 * every layer whose padding is known.
 */
final class PadSlice {
  private final ConvSpec spec;
  private final Runtime runtime;
  private final ConvDraft draft;

  private PadSlice(ConvSpec spec, Runtime runtime) {
    this.spec = spec;
    this.runtime = runtime;
    this.draft = new ConvDraft(Strategy.PAD_SLICE, spec);
  }

  static Plan plan(ConvSpec spec, Runtime runtime) {
    Applicability layer = new Applicability(Strategy.PAD_SLICE, spec);
    layer.needsPadAmounts(spec);
    layer.require();
    PadSlice padSlice = new PadSlice(spec, runtime);
    padSlice.draft.begin();
    padSlice.draft.permuteWeight();
    if (spec.op().isTransposed()) {
      padSlice.transposedConvolution();
    } else {
      padSlice.forwardConvolution();
    }
    return padSlice.draft.end();
  }

  private void forwardConvolution() {
    padInput();
    if (spec.spatialRank() < 3) {
      String why = spec.groups() == 1 ? "the convolution" : "the weight's shape makes the groups";
      draft.add(
          new TensorFlowStep.Conv(spec.stride(), spec.dilation(), spec.groups(), ConvPadding.VALID),
          why);
      return;
    }
    List<Integer> dilations = draft.dilations(false, ConvPadding.VALID, runtime);
    draft.splitByGroups(
        "TensorFlow's CPU conv3d has no groups",
        new TensorFlowStep.Conv(spec.stride(), dilations, 1, ConvPadding.VALID));
  }

  private void transposedConvolution() {
    List<Integer> dilations = draft.dilations(true, ConvPadding.VALID, runtime);
    Step convolution =
        new TensorFlowStep.ConvTranspose(
            spec.stride(),
            dilations,
            draft.resultShape(
                axis ->
                    ConvArithmetic.transposedFull(
                        spec.inputSize(axis), spec.effectiveKernel(axis), spec.stride().get(axis)),
                spec.outChannels().dividedBy(spec.groups())),
            ConvPadding.VALID);
    draft.splitByGroups("TensorFlow's transposed convolution has no groups", convolution);
    draft.padZeros(
        draft.perAxis(
            axis ->
                new PadAmount(
                    0,
                    Math.toIntExact(
                        ConvArithmetic.zerosPastFull(
                            spec.padAmount(axis).before(), spec.outputPadding().get(axis))))),
        "output_padding reaches further");
    draft.slice(
        draft.perAxis(axis -> spec.padAmount(axis).before()),
        draft.perAxis(spec::outputSize),
        "padding crops, output_padding gives back");
  }

  private void padInput() {
    List<PadAmount> amounts = draft.perAxis(axis -> PaddedAxis.amount(spec, axis));
    draft.slice(
        draft.perAxis(axis -> Math.max(-amounts.get(axis).before(), 0)),
        draft.perAxis(
            axis ->
                amounts.get(axis).before() < 0
                    ? ConvArithmetic.padded(spec.inputSize(axis), amounts.get(axis))
                    : spec.inputSize(axis)),
        "negative padding crops the input");
    List<PadAmount> grown =
        draft.perAxis(axis -> amounts.get(axis).before() < 0 ? PadAmount.NONE : amounts.get(axis));
    switch (spec.paddingMode()) {
      case ZEROS -> draft.padZeros(grown, "PyTorch's padding");
      case REFLECT -> {
        // tf.pad refuses to mirror an empty batch, in which there is nothing to mirror.
        boolean empty = spec.isBatched() && spec.inputShape().size(0).equals(Size.of(0));
        Step.Pad.Mode mode = empty ? Step.Pad.Mode.CONSTANT : Step.Pad.Mode.REFLECT;
        draft.pad(grown, mode, "PyTorch's padding, reflect");
      }
      case REPLICATE -> gather(grown, TensorFlowStep.Gather.Mode.CLIP);
      case CIRCULAR -> gather(grown, TensorFlowStep.Gather.Mode.WRAP);
    }
  }

  private void gather(List<PadAmount> amounts, TensorFlowStep.Gather.Mode mode) {
    for (int axis = 0; axis < amounts.size(); axis++) {
      if (!amounts.get(axis).isNone()) {
        draft.add(
            new TensorFlowStep.Gather(axis + 1, amounts.get(axis), mode),
            "PyTorch's padding, " + spec.paddingMode().torchName() + ": tf.pad has no such mode");
      }
    }
  }
}
