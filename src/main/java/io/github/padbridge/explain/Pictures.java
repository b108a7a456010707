package io.github.padbridge.explain;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The pictures of a layer, an axis each.
 *
 * @param layer the layer that is drawn: the one that was asked for, or that one with sizes in the
 *     place of those that it leaves open
 * @param captions one an axis
 */
public record Pictures(Layer layer, List<AxisPicture> axes, List<Caption> captions) {
  /**
   * What stands over the picture of an axis.
   *
   * @param heading the axis, and the size that was chosen for it
   * @param note why that size, a sentence; empty where there is nothing to say
   */
  public record Caption(String heading, String note) {}

  /** The pictures; empty where the layer is too large to be drawn at a size of its own. */
  public static Optional<Pictures> of(Layer asked) {
    return DrawnLayer.of(asked)
        .map(
            drawn ->
                new Pictures(
                    drawn,
                    perAxis(drawn, axis(drawn)::get),
                    perAxis(drawn, axis -> caption(asked, drawn, axis))));
  }

  private static <T> List<T> perAxis(Layer layer, IntFunction<T> value) {
    return IntStream.range(0, layer.spatialRank()).mapToObj(value).toList();
  }

  private static Caption caption(Layer asked, Layer drawn, int axis) {
    char letter = asked.axisName(axis);
    if (asked.inputSize(axis).isKnown()) {
      return new Caption("Axis " + letter, "");
    }
    long size = drawn.inputSize(axis).value();
    String chosen = ", drawn at " + ConvSpec.inputName(letter) + " = " + size;
    Optional<Contrast> shown = Contrast.of(asked, axis).filter(contrast -> contrast.isMisfit(size));
    return new Caption(
        "Axis " + letter + chosen, shown.map(contrast -> contrast.note(letter)).orElse(""));
  }

  private interface Axis {
    AxisPicture get(int axis);
  }

  private static Axis axis(Layer layer) {
    return layer.accept(
        new Layer.Visitor<Axis>() {
          @Override
          public Axis conv(ConvSpec spec) {
            return axis -> ofConvolution(spec, axis);
          }

          @Override
          public Axis pool(PoolSpec spec) {
            return axis -> ofPooling(spec, axis);
          }

          @Override
          public Axis tensorFlow(TensorFlowSpec spec) {
            return axis -> ofTensorFlow(spec, axis);
          }
        });
  }

  private static char letter(Layer layer, int axis) {
    return layer.axisName(axis);
  }

  private static AxisPicture ofConvolution(ConvSpec spec, int axis) {
    long in = spec.inputSize(axis).value();
    long out = spec.outputSize(axis).value();
    PadAmount padding = spec.padAmount(axis);
    int taps = spec.kernelSize().get(axis);
    int dilation = spec.dilation().get(axis);
    int stride = spec.stride().get(axis);
    return spec.op().isTransposed()
        ? AxisPicture.transposed(
            letter(spec, axis),
            in,
            taps,
            dilation,
            stride,
            padding.before(),
            out,
            spec.outputPadding().get(axis))
        : AxisPicture.forward(
            letter(spec, axis), in, padding.before(), padding.after(), taps, dilation, stride, out);
  }

  private static AxisPicture ofPooling(PoolSpec spec, int axis) {
    Size in = spec.inputSize(axis);
    int stride = spec.stride().get(axis);
    int padding = spec.padAmount(axis).before();
    long after =
        spec.padsSame()
            ? spec.padAmount(axis).after()
            : ConvArithmetic.poolPaddingAfter(
                in, padding, spec.effectiveKernel(axis), stride, spec.ceilMode());
    return AxisPicture.forward(
        letter(spec, axis),
        in.value(),
        padding,
        after,
        spec.kernelSize().get(axis),
        spec.dilation().get(axis),
        stride,
        spec.outputSize(axis).value());
  }

  private static AxisPicture ofTensorFlow(TensorFlowSpec spec, int axis) {
    long in = spec.inputSize(axis).value();
    long out = spec.outputSize(axis).value();
    // Every size is known, and so is what SAME pads.
    PadAmount padding = spec.padAmount(axis).orElseThrow();
    int taps = spec.kernelSize().get(axis);
    int dilation = spec.dilations().get(axis);
    int stride = spec.strides().get(axis);
    return spec.op().isTransposed()
        ? AxisPicture.transposed(
            letter(spec, axis), in, taps, dilation, stride, padding.before(), out, 0)
        : AxisPicture.forward(
            letter(spec, axis), in, padding.before(), padding.after(), taps, dilation, stride, out);
  }
}
