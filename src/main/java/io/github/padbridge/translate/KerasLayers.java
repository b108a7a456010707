package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.PaddingMode;
import java.util.List;

/**
 * What Keras 3 can say with its layers: {@code ZeroPadding}, {@code Conv} or {@code ConvTranspose}
 * with padding "valid", {@code Cropping}; "same" for a layer that pads so at run time. A transposed
 * Keras layer is {@code (in − 1)·strides + kernel + output_padding} long and adds its bias before
 * the crop.
 *
 * <p>Sources: {@code keras/src/layers/convolutional/base_conv.py} and {@code
 * base_conv_transpose.py}.
 */
final class KerasLayers {
  private KerasLayers() {}

  static Plan plan(ConvSpec spec, Runtime runtime) {
    require(spec, runtime);
    ConvDraft draft = new ConvDraft(Strategy.KERAS, spec);
    draft.begin();
    draft.permuteWeight();
    if (!spec.op().isTransposed()) {
      ConvPadding padding = saysSame(spec) ? ConvPadding.SAME : ConvPadding.VALID;
      if (!saysSame(spec)) {
        draft.padZeros(draft.perAxis(axis -> PaddedAxis.amount(spec, axis)), "PyTorch's padding");
      }
      draft.add(
          new TensorFlowStep.Conv(spec.stride(), spec.dilation(), spec.groups(), padding),
          "the convolution");
      return draft.end();
    }
    draft.add(
        new TensorFlowStep.ConvTranspose(
            spec.stride(),
            spec.dilation(),
            draft.resultShape(axis -> keras(spec, axis), spec.outChannels()),
            ConvPadding.VALID),
        "the transposed convolution, with its output_padding");
    draft.addBias();
    List<Size> outputs = draft.perAxis(spec::outputSize);
    draft.slice(draft.perAxis(axis -> spec.padAmount(axis).before()), outputs, "padding crops");
    return draft.end();
  }

  /** Not in three dimensions, in which SAME starts later on some builds of TensorFlow. */
  private static boolean saysSame(ConvSpec spec) {
    return spec.padsAtRuntime() && spec.spatialRank() < 3;
  }

  private static Size keras(ConvSpec spec, int axis) {
    return ConvArithmetic.transposedFull(
            spec.inputSize(axis), spec.effectiveKernel(axis), spec.stride().get(axis))
        .plus(spec.outputPadding().get(axis));
  }

  private static void require(ConvSpec spec, Runtime runtime) {
    Applicability layer = new Applicability(Strategy.KERAS, spec);
    boolean empty = spec.inputShape().size(0).equals(Size.of(0));
    layer.needs(
        spec.isBatched() && !empty,
        "a batch that is not empty",
        spec.inputShape(),
        Argument.INPUT_SHAPE);
    layer.needs(
        spec.paddingMode() == PaddingMode.ZEROS,
        "padding_mode zeros",
        spec.paddingMode().torchName(),
        Argument.PADDING_MODE);
    boolean strided = spec.stride().stream().anyMatch(stride -> stride > 1);
    boolean dilated = spec.dilation().stream().anyMatch(dilation -> dilation > 1);
    layer.needs(
        !strided || !dilated,
        "stride 1 or dilation 1",
        "stride " + spec.stride() + " and dilation " + spec.dilation(),
        Argument.DILATION);
    if (!saysSame(spec)) {
      layer.needsPadAmounts(spec);
    }
    boolean lowered = spec.op().isTransposed() || spec.spatialRank() == 3;
    layer.needs(
        !lowered || !dilated || runtime == Runtime.ONEDNN,
        "dilation 1 in " + spec.op().functionName() + " on a portable runtime",
        spec.dilation(),
        Argument.DILATION);
    layer.needs(
        !lowered || spec.groups() == 1,
        "groups 1 in " + spec.op().functionName(),
        spec.groups(),
        Argument.GROUPS);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      layer.needsOn(
          axis,
          !spec.op().isTransposed() || spec.outputPadding().get(axis) < spec.stride().get(axis),
          "output_padding < stride",
          spec.outputPadding().get(axis) + " ≥ " + spec.stride().get(axis),
          Argument.OUTPUT_PADDING);
    }
    layer.require();
  }
}
