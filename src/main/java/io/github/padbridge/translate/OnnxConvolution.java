package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.PadAmount;
import java.util.List;
import java.util.Locale;

/**
 * Plans a convolution in ONNX, where pads differ between the two sides of an axis; a step pads
 * where the border is not zeros. A transposed convolution crops with pads. Where it needs an
 * output_padding that ONNX Runtime refuses, zeros after its input extend the result instead.
 */
final class OnnxConvolution {
  private final OnnxDraft draft;
  private final Convolution convolution;

  OnnxConvolution(OnnxDraft draft, Convolution convolution) {
    this.draft = draft;
    this.convolution = convolution;
  }

  void add() {
    draft.permuteWeight(convolution);
    if (convolution.transposed()) {
      transposedConvolution();
    } else {
      forwardConvolution();
    }
  }

  private void forwardConvolution() {
    if (convolution.insertsZeros()) {
      draft.add(
          new ZeroInsert(2, draft.windows(Window::baseDilation)),
          "lhs_dilation - 1 zeros between the elements");
    }
    WindowPadding padding = draft.padding(Pad.Fill.ZERO);
    if (convolution.border() != Border.ZEROS
        && padding instanceof WindowPadding.Explicit explicit) {
      draft.pad(
          explicit.amounts(),
          PlanDraft.mode(convolution.border()),
          convolution.border().name().toLowerCase(Locale.ROOT) + " padding: Conv pads with zeros");
      padding = WindowPadding.none(draft.rank());
    }
    draft.add(
        Conv.channelsFirst(
            draft.windows(Window::stride),
            draft.dilations(),
            padding,
            convolution.channels().groups(),
            convolution.bias()),
        draft.why(padding, "the convolution"));
  }

  private void transposedConvolution() {
    List<ExtendedResult> results =
        draft.perAxis(
            axis -> {
              WindowDimension dimension = convolution.axes().get(axis);
              return ExtendedResult.of(dimension, dimension.window().baseDilation());
            });
    draft.pad(
        Operand.DATA,
        results.stream().map(ExtendedResult::zeros).toList(),
        Pad.Fill.ZERO,
        "zeros extend the result: ONNX Runtime refuses output_padding >= stride");
    List<PadAmount> crops = results.stream().map(ExtendedResult::crop).toList();
    draft.add(
        new ConvTranspose(
            draft.windows(Window::baseDilation),
            draft.dilations(),
            crops.stream().map(PadAmount::padded).toList(),
            crops.stream().map(crop -> Math.max(-crop.after(), 0)).toList(),
            convolution.channels().groups(),
            convolution.bias()),
        "the transposed convolution");
  }
}
