package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output size of a TensorFlow transposed convolution: {@code output_shape}, or {@code
 * output_padding} as in Keras.
 */
final class TransposedOutputField {
  private final TensorFlowGeometry geometry;
  private final TensorFlowPadding padding;
  private final SpecFields fields;

  TransposedOutputField(TensorFlowGeometry geometry, TensorFlowPadding padding, SpecFields fields) {
    this.geometry = geometry;
    this.padding = padding;
    this.fields = fields;
  }

  /** The spatial output sizes of a transposed convolution. */
  List<Size> read(Shape input, @Nullable Size filters) {
    if (!geometry.op().isTransposed()) {
      return List.of();
    }
    Shape output = ShapeField.read(fields, Argument.OUTPUT_SHAPE);
    boolean asKeras = fields.get(Argument.OUTPUT_PADDING) != null;
    if (asKeras && output != null) {
      fields.fault(
          Argument.OUTPUT_PADDING,
          "output_padding and output_shape are both given",
          "tf.nn takes output_shape, Keras output_padding");
      return List.of();
    }
    if (asKeras) {
      return input.rank() == geometry.rank() + 2 && fields.areSound()
          ? kerasOutputSize(input)
          : List.of();
    }
    if (output == null) {
      fields.fault(
          Argument.OUTPUT_SHAPE,
          "output_shape is missing",
          "give output_shape as in tf.nn."
              + geometry.op().functionName()
              + ", or output_padding as in Keras (null is its default)");
      return List.of();
    }
    if (!isWhole(output, input, filters)) {
      fields.fault(
          Argument.OUTPUT_SHAPE,
          "output_shape must be the whole shape: the batch of the input, the spatial sizes and "
              + filters
              + " channels, or the spatial sizes alone (got "
              + fields.quoted(Argument.OUTPUT_SHAPE)
              + ")",
          null);
      return List.of();
    }
    return closed(spatial(output), input);
  }

  private boolean isWhole(Shape output, Shape input, @Nullable Size filters) {
    int rank = geometry.rank() + 2;
    int channel = geometry.channelAxis();
    if (output.rank() == geometry.rank()) {
      return true;
    }
    return output.rank() == rank
        && (!output.size(channel).isKnown() || output.size(channel).equals(filters))
        && (input.rank() != rank
            || !output.size(0).isKnown()
            || !input.size(0).isKnown()
            || output.size(0).equals(input.size(0)));
  }

  private List<Size> spatial(Shape shape) {
    int first = shape.rank() == geometry.rank() ? 0 : geometry.dataAxis(0);
    return shape.sizes().subList(first, first + geometry.rank());
  }

  /** The sizes, those that are open as in Keras. */
  private List<Size> closed(List<Size> output, Shape input) {
    if (output.stream().allMatch(Size::isKnown)) {
      return output;
    }
    if (padding instanceof TensorFlowPadding.Explicit) {
      fields.fault(
          Argument.OUTPUT_SHAPE,
          "output_shape must be known where padding is a list (got "
              + fields.quoted(Argument.OUTPUT_SHAPE)
              + ")",
          null);
      return List.of();
    }
    if (input.rank() != geometry.rank() + 2 || !fields.areSound()) {
      return List.of();
    }
    List<Size> closed = new ArrayList<>();
    for (int axis = 0; axis < geometry.rank(); axis++) {
      int stride = geometry.windows().stride().get(axis);
      long reach = geometry.windows().effectiveKernel(axis);
      if (stride < 1 || reach < 1) {
        return List.of();
      }
      Size in = input.size(geometry.dataAxis(axis));
      closed.add(
          output.get(axis).isKnown() ? output.get(axis) : kerasSize(in, reach, stride, null));
    }
    return closed;
  }

  private Size kerasSize(Size in, long reach, int stride, @Nullable Integer more) {
    return padding instanceof TensorFlowPadding.Same
        ? ConvArithmetic.kerasTransposedSame(in, reach, stride, more)
        : ConvArithmetic.kerasTransposedValid(in, reach, stride, more);
  }

  /** The output size by the rules of Keras. */
  private List<Size> kerasOutputSize(Shape input) {
    boolean given = fields.has(Argument.OUTPUT_PADDING) && !isNull(Argument.OUTPUT_PADDING);
    List<Integer> outputPadding =
        given ? fields.perAxis(Argument.OUTPUT_PADDING, geometry.rank(), false) : List.of();
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < geometry.rank(); axis++) {
      int stride = geometry.windows().stride().get(axis);
      long reach = geometry.windows().effectiveKernel(axis);
      if (stride < 1 || reach < 1) {
        return List.of();
      }
      Integer more = given ? outputPadding.get(axis) : null;
      if (more != null && (more < 0 || more >= stride)) {
        fields.fault(
            Argument.OUTPUT_PADDING,
            "Keras takes an output_padding from 0 to stride - 1 (got "
                + more
                + " and stride "
                + stride
                + ")",
            null);
        return List.of();
      }
      Size in = input.size(geometry.dataAxis(axis));
      sizes.add(kerasSize(in, reach, stride, more));
    }
    return sizes;
  }

  private boolean isNull(String name) {
    return fields.get(name) instanceof JsonValue.JsonNull;
  }

  /** The input shape, its unknown spatial sizes computed from the output where possible. */
  Shape inputOf(Shape named, List<Size> outputSize) {
    Shape input = named;
    for (int axis = 0; axis < outputSize.size() && named.rank() == geometry.rank() + 2; axis++) {
      if (!named.size(geometry.dataAxis(axis)).isKnown() && outputSize.get(axis).isKnown()) {
        long stride = geometry.windows().stride().get(axis);
        Size out = outputSize.get(axis);
        long reach = geometry.windows().effectiveKernel(axis);
        if (stride < 1) {
          return named;
        }
        PadAmount around =
            padding instanceof TensorFlowPadding.Explicit explicit
                ? explicit.amounts().get(axis)
                : PadAmount.NONE;
        Size in =
            padding instanceof TensorFlowPadding.Same
                ? ConvArithmetic.sameOutput(out, stride)
                : ConvArithmetic.forwardOutput(ConvArithmetic.padded(out, around), reach, stride);
        input = input.with(geometry.dataAxis(axis), in);
      }
    }
    return input;
  }
}
