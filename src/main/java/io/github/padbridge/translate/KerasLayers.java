package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * Plans with Keras 3 layers: {@code ZeroPadding}, {@code Conv} or {@code ConvTranspose} with
 * padding "valid", {@code Cropping}; padding "same" for a layer that has it. The output size of a
 * transposed Keras layer is {@code (in − 1)·strides + kernel + output_padding}, and it adds its
 * bias before the crop.
 *
 * <p>Sources: {@code keras/src/layers/convolutional/base_conv.py} and {@code
 * base_conv_transpose.py}.
 */
final class KerasLayers {
  private KerasLayers() {}

  static Plan plan(Layer layer, Convolution convolution, Runtime runtime) {
    require(layer, convolution, runtime);
    ConvDraft draft = new ConvDraft(Strategy.KERAS, layer, convolution);
    draft.begin();
    draft.permuteWeight();
    if (!convolution.transposed()) {
      WindowPadding padding = padsSame(convolution) ? WindowPadding.SAME : WindowPadding.VALID;
      if (!padsSame(convolution)) {
        draft.padZeros(draft.crop(convolution.axes()), layer.framework().title() + "'s padding");
      }
      draft.add(draft.conv(draft.strides(), padding), "the convolution");
      return draft.end();
    }
    List<WindowDimension> axes = convolution.axes();
    draft.add(
        new OutputShapeConvTranspose(
            draft.strides(),
            draft.windows(Window::dilation),
            draft.resultShape(
                axis -> axes.get(axis).transposedFull().plus(axes.get(axis).outputPadding()),
                convolution.channels().out()),
            WindowPadding.VALID),
        "the transposed convolution, with its output_padding");
    draft.addBias();
    List<Size> outputs = draft.perAxis(axis -> axes.get(axis).output());
    draft.slice(
        draft.perAxis(axis -> axes.get(axis).crop().before()), outputs, "padding crops the result");
    return draft.end();
  }

  /** Not in three dimensions, where SAME starts later on some builds of TensorFlow. */
  private static boolean padsSame(Convolution convolution) {
    return convolution.rank() < 3
        && convolution.axes().stream()
            .allMatch(
                axis -> axis.edges() instanceof Edges.Same same && same.rule() != SameRule.LOWER);
  }

  private static void require(Layer layer, Convolution convolution, Runtime runtime) {
    Applicability needs = new Applicability(Strategy.KERAS, layer);
    boolean empty = layer.inputShape().size(0).equals(Size.of(0));
    needs.needs(
        layer.isBatched() && !empty,
        "a batch axis that is not empty",
        layer.inputShape(),
        Argument.INPUT_SHAPE);
    needs.needsZeros(convolution.border());
    needs.needsAdjacentElements(convolution);
    ConvDraft draft = new ConvDraft(Strategy.KERAS, layer, convolution);
    List<Integer> strides = draft.strides();
    List<Integer> dilations = draft.windows(Window::dilation);
    boolean strided = strides.stream().anyMatch(stride -> stride > 1);
    boolean dilated = dilations.stream().anyMatch(dilation -> dilation > 1);
    boolean lowered = convolution.transposed() || convolution.rank() == 3;
    boolean needsNoDilation = lowered && dilated && runtime != Runtime.ONEDNN;
    needs.needs(
        !strided || !dilated || needsNoDilation,
        "stride 1 or dilation 1",
        "stride " + strides + " and dilation " + dilations,
        Argument.DILATION);
    if (!padsSame(convolution)) {
      needs.needsPaddings(convolution);
      needsNoCrop(convolution, needs);
    }
    needs.needs(
        !needsNoDilation,
        "dilation 1 in " + layer.opName() + " unless the runtime is onednn",
        dilations,
        Argument.DILATION);
    needs.needs(
        !lowered || convolution.channels().isOneGroup(),
        "groups 1 in " + layer.opName(),
        convolution.channels().groups(),
        Argument.GROUPS);
    for (int axis = 0; convolution.transposed() && axis < convolution.rank(); axis++) {
      needs.needsOutputPaddingBelowStride(axis, convolution.axes().get(axis));
    }
    needs.require();
  }

  /** Only ZeroPadding is used in front of a Keras layer; cropping is used after it. */
  private static void needsNoCrop(Convolution convolution, Applicability needs) {
    for (int axis = 0; !convolution.transposed() && axis < convolution.rank(); axis++) {
      PadAmount amount = convolution.axes().get(axis).coveringPadding().orElse(PadAmount.NONE);
      needs.needsOn(
          axis,
          convolution.border() != Border.ZEROS || (amount.before() >= 0 && amount.after() >= 0),
          "no negative padding",
          amount.before() + " and " + amount.after(),
          Argument.PADDING);
    }
  }
}
