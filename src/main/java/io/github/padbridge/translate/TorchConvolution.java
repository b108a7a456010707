package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Plans a convolution in PyTorch: equal padding on both sides as the padding argument, any other
 * with {@code F.pad}; a transposed convolution with padding and output_padding, and a crop where
 * they are not enough.
 */
final class TorchConvolution {
  private final Convolution convolution;
  private final TorchDraft draft;

  private TorchConvolution(Layer layer, Convolution convolution) {
    this.convolution = convolution;
    this.draft = new TorchDraft(layer, convolution);
  }

  static Plan plan(Layer layer, Convolution convolution) {
    TorchConvolution plan = new TorchConvolution(layer, convolution);
    plan.draft.begin();
    plan.draft.permuteWeight(convolution);
    if (convolution.transposed()) {
      plan.transposedConvolution();
    } else {
      plan.forwardConvolution();
    }
    return plan.draft.end();
  }

  private void forwardConvolution() {
    if (convolution.insertsZeros()) {
      draft.add(
          new ZeroInsert(2, draft.windows(Window::baseDilation)),
          "lhs_dilation - 1 zeros between the elements");
    }
    Optional<List<PadAmount>> argument =
        convolution.border() == Border.ZEROS ? draft.paddingArgument() : Optional.empty();
    if (argument.isEmpty()) {
      padInput();
    }
    WindowPadding none = WindowPadding.none(draft.rank());
    WindowPadding padding = argument.<WindowPadding>map(WindowPadding.Explicit::new).orElse(none);
    draft.add(
        Conv.channelsFirst(
            draft.windows(Window::stride),
            draft.dilations(),
            padding,
            convolution.channels().groups(),
            convolution.bias()),
        padding.equals(none) ? "the convolution" : "equal padding on both sides");
  }

  private void padInput() {
    if (convolution.border() == Border.ZEROS) {
      draft.padBefore(Operand.DATA, Pad.Fill.ZERO);
      return;
    }
    List<PadAmount> amounts = draft.paddings().orElseThrow();
    draft.padZeros(
        amounts.stream().map(PadAmount::cropped).toList(), "negative padding crops the input");
    draft.pad(
        amounts.stream().map(PadAmount::padded).toList(),
        PlanDraft.mode(convolution.border()),
        convolution.border().name().toLowerCase(Locale.ROOT)
            + " padding: the function has no padding_mode");
  }

  /** PyTorch crops both ends of the full result equally; output_padding keeps more of the end. */
  private void transposedConvolution() {
    List<ExtendedResult> results =
        draft.perAxis(
            axis -> {
              WindowDimension dimension = convolution.axes().get(axis);
              return ExtendedResult.of(dimension, bound(dimension.window()));
            });
    draft.padZeros(
        results.stream().map(ExtendedResult::zeros).toList(),
        "zeros extend the result: output_padding must be smaller than stride or dilation");
    List<TransposedCrop> crops =
        draft.perAxis(
            axis ->
                TransposedCrop.of(
                    results.get(axis).crop().before(),
                    results.get(axis).crop().after(),
                    bound(convolution.axes().get(axis).window())));
    draft.add(
        new ConvTranspose(
            draft.windows(Window::baseDilation),
            draft.dilations(),
            crops.stream().map(crop -> new PadAmount(crop.padding(), crop.padding())).toList(),
            crops.stream().map(TransposedCrop::outputPadding).toList(),
            convolution.channels().groups(),
            convolution.bias()),
        "the transposed convolution");
    List<Size> outputs = draft.perAxis(axis -> convolution.axes().get(axis).output());
    draft.slice(
        crops.stream().map(TransposedCrop::begin).toList(),
        outputs,
        "padding= crops both ends equally; this crops the rest");
  }

  /** The bound of output_padding in PyTorch. */
  private static int bound(Window window) {
    return Math.max(window.baseDilation(), window.dilation());
  }
}
