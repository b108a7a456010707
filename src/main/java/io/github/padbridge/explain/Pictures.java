package io.github.padbridge.explain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pictures of a layer, an axis each.
 *
 * @param layer the layer that is drawn: the one that was asked for, or that one with sizes in the
 *     place of those that it leaves open
 */
public record Pictures(Layer layer, List<AxisPicture> axes) {
  /** The least size that an open one is drawn with. */
  private static final int SMALL = 5;

  private static final int LARGEST = 1 << 20;

  /** The pictures; empty where the layer is too large to be drawn at a size of its own. */
  public static Optional<Pictures> of(Layer layer) {
    return withSizes(layer)
        .map(
            known ->
                new Pictures(
                    known,
                    IntStream.range(0, known.spatialRank()).mapToObj(axis(known)::get).toList()));
  }

  private interface Axis {
    AxisPicture get(int axis);
  }

  /**
   * The layer with a size for every one that it leaves open: the first with which the kernel goes
   * from one place to another, or else the first that it takes.
   */
  private static Optional<Layer> withSizes(Layer layer) {
    if (layer.inputShape().isKnown()) {
      return Optional.of(layer);
    }
    Optional<Layer> first = Optional.empty();
    for (int size = SMALL; size <= LARGEST; size *= 2) {
      Shape shape = layer.inputShape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        shape = shape.size(axis).isKnown() ? shape : shape.with(axis, Size.of(size));
      }
      try {
        Layer sized = layer.withInputShape(shape);
        if (IntStream.range(0, sized.spatialRank())
            .allMatch(a -> sized.outputSize(a).value() > 1)) {
          return Optional.of(sized);
        }
        first = first.isEmpty() ? Optional.of(sized) : first;
      } catch (Refusal tooSmall) {
        // The next is larger.
      }
    }
    return first;
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
    int padding = spec.padding().get(axis);
    long after =
        ConvArithmetic.poolPaddingAfter(
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
