package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Locale;

/**
 * The default strategy: an explicit pad before a VALID convolution, or a slice of the full result
 * of a VALID transposed convolution. It works for every layer whose padding is known.
 */
final class PadSlice {
  private final Layer layer;
  private final Convolution convolution;
  private final Runtime runtime;
  private final ConvDraft draft;

  private PadSlice(Layer layer, Convolution convolution, Runtime runtime) {
    this.layer = layer;
    this.convolution = convolution;
    this.runtime = runtime;
    this.draft = new ConvDraft(Strategy.PAD_SLICE, layer, convolution);
  }

  static Plan plan(Layer layer, Convolution convolution, Runtime runtime) {
    Applicability needs = new Applicability(Strategy.PAD_SLICE, layer);
    if (!TensorFlowDraft.padsWhenRun(convolution)) {
      needs.needsPaddings(convolution);
    }
    needs.require();
    if (convolution.insertsZeros() || ZeroInsertion.padsAndCrops(convolution)) {
      return ZeroInsertion.plan(Strategy.PAD_SLICE, layer, convolution, runtime);
    }
    PadSlice padSlice = new PadSlice(layer, convolution, runtime);
    padSlice.draft.begin();
    padSlice.draft.permuteWeight();
    if (convolution.transposed()) {
      padSlice.transposedConvolution();
    } else {
      padSlice.forwardConvolution();
    }
    return padSlice.draft.end();
  }

  private void forwardConvolution() {
    padInput();
    String why =
        convolution.channels().isOneGroup()
            ? "the convolution"
            : "TensorFlow infers the groups from the weight shape";
    draft.convolve(draft.strides(), WindowPadding.VALID, runtime, why);
  }

  private void transposedConvolution() {
    List<WindowDimension> axes = convolution.axes();
    List<Integer> dilations = draft.dilations(true, WindowPadding.VALID, runtime);
    Step op =
        new OutputShapeConvTranspose(
            draft.strides(),
            dilations,
            draft.resultShape(axis -> axes.get(axis).transposedFull(), draft.groupChannels()),
            WindowPadding.VALID);
    draft.splitByGroups("TensorFlow has no grouped transposed convolution", op);
    draft.padZeros(
        draft.perAxis(axis -> new PadAmount(0, Math.max(-axes.get(axis).crop().after(), 0))),
        "output_padding extends the full result");
    List<Size> outputs = draft.perAxis(axis -> axes.get(axis).output());
    draft.slice(
        draft.perAxis(axis -> axes.get(axis).crop().before()),
        outputs,
        "padding crops the full result, output_padding keeps more of its end");
  }

  private void padInput() {
    if (TensorFlowDraft.padsWhenRun(convolution)) {
      draft.samePad(Operand.DATA, Pad.Fill.ZERO);
      return;
    }
    List<PadAmount> amounts = draft.crop(convolution.axes());
    String why = layer.framework().title() + "'s padding";
    switch (convolution.border()) {
      case ZEROS -> draft.padZeros(amounts, why);
      case REFLECT -> {
        // tf.pad refuses mode REFLECT for an empty batch; zeros are equal there.
        boolean empty = layer.isBatched() && layer.inputShape().size(0).equals(Size.of(0));
        Pad.Mode mode = empty ? Pad.Mode.CONSTANT : Pad.Mode.REFLECT;
        draft.pad(amounts, mode, why + ", mode reflect");
      }
      case REPLICATE -> gather(amounts, Gather.Mode.CLIP, why);
      case CIRCULAR -> gather(amounts, Gather.Mode.WRAP, why);
    }
  }

  private void gather(List<PadAmount> amounts, Gather.Mode mode, String why) {
    String border = convolution.border().name().toLowerCase(Locale.ROOT);
    for (int axis = 0; axis < amounts.size(); axis++) {
      if (!amounts.get(axis).isNone()) {
        draft.add(
            new Gather(axis + 1, amounts.get(axis), mode), why + ": tf.pad has no mode " + border);
      }
    }
  }
}
