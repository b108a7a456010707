package io.github.padbridge.layer.read;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a spec object as a {@link ConvSpec}, with PyTorch's defaults. Reads one object. */
final class ConvReader {
  private final ConvOp op;
  private final SpecFields fields;
  private final TensorHints hints;

  private final PaddingMode paddingMode;
  private final Padding padding;
  private final List<Integer> kernelSize;
  private final List<Integer> stride;
  private final List<Integer> dilation;

  /** {@code hints}, from the tensors of a case, fill in what the spec leaves out. */
  ConvReader(ConvOp op, SpecFields fields, TensorHints hints) {
    this.op = op;
    this.fields = fields;
    this.hints = hints;
    TorchPaddingField field = new TorchPaddingField(op, fields);
    this.paddingMode = field.mode();
    this.padding = field.padding();
    this.kernelSize = kernelSize();
    // The Python code checks every axis and does not stretch a list of one, unlike ATen.
    boolean byPython = fields.has(Argument.OUTPUT_SIZE);
    boolean samePaddedByPython =
        padding instanceof Padding.Same && paddingMode != PaddingMode.ZEROS;
    this.stride = fields.perAxis(Argument.STRIDE, op.spatialRank(), !byPython);
    this.dilation =
        fields.perAxis(Argument.DILATION, op.spatialRank(), !byPython && !samePaddedByPython);
  }

  /** The spec; empty if the log has faults. */
  Optional<ConvSpec> read() {
    int groups = fields.integer(Argument.GROUPS);
    Shape given = hints.input(fields);
    Size inChannels = inChannels(given, groups);
    Size outChannels = outChannels(groups);
    Shape input =
        given != null && given.isKnown()
            ? given
            : input(ShapeField.named(given, TorchSpec.unknownInput(op.spatialRank(), inChannels)));
    List<Integer> outputPadding = outputPadding(input);
    boolean bias = fields.bool(Argument.BIAS, hints.bias());
    boolean flipKernel = fields.bool(Argument.FLIP_KERNEL);
    Channels channels = new Channels(inChannels, outChannels, Size.of(groups));
    Windows windows = new Windows(kernelSize, stride, dilation);
    return fields.accepted(
        () ->
            new ConvSpec(
                op,
                channels,
                windows,
                padding,
                outputPadding,
                bias,
                paddingMode,
                flipKernel,
                input));
  }

  /** The input, whose unknown sizes follow from output_size. */
  private Shape input(Shape open) {
    return op.isTransposed() && fields.has(Argument.OUTPUT_SIZE)
        ? OutputSize.inputFor(fields, open, smallestOutput(open), stride)
        : open;
  }

  private Size inChannels(@Nullable Shape given, int groups) {
    return fields
        .size(Argument.IN_CHANNELS)
        .or(() -> ShapeField.torchChannels(given, op.spatialRank()))
        .or(() -> hints.inChannels(op, groups))
        .orElseGet(Layer::openInChannels);
  }

  private Size outChannels(int groups) {
    return fields
        .size(Argument.OUT_CHANNELS)
        .or(() -> hints.outChannels(op, groups))
        .orElseGet(Layer::openOutChannels);
  }

  private List<Integer> kernelSize() {
    List<Integer> ofWeight = hints.kernelSize(2, op.spatialRank());
    if (fields.has(Argument.KERNEL_SIZE) || ofWeight.size() != op.spatialRank()) {
      if (!fields.has(Argument.KERNEL_SIZE)) {
        String help =
            hints.weight() == null
                ? "PyTorch has no default for it"
                : "the weight of " + op.functionName() + " has " + (op.spatialRank() + 2) + " axes";
        fields.missingKernelSize(help);
      }
      return fields.perAxis(Argument.KERNEL_SIZE, op.spatialRank(), false);
    }
    return ofWeight;
  }

  private List<Integer> outputPadding(Shape input) {
    List<Integer> none = Collections.nCopies(op.spatialRank(), 0);
    if (!op.isTransposed()) {
      // PyTorch modules hold a list of zeros that has no effect.
      if (!isZeros(fields.get(Argument.OUTPUT_PADDING))) {
        refuseOfTransposed(Argument.OUTPUT_PADDING);
      }
      refuseOfTransposed(Argument.OUTPUT_SIZE);
      return none;
    }
    if (!fields.has(Argument.OUTPUT_SIZE)) {
      return fields.perAxis(Argument.OUTPUT_PADDING, op.spatialRank(), true);
    }
    if (fields.has(Argument.OUTPUT_PADDING)) {
      fields.integers(Argument.OUTPUT_PADDING, op.spatialRank());
    }
    // As in forward of the PyTorch module, output_size replaces output_padding.
    return OutputSize.toOutputPadding(fields, smallestOutput(input), stride, input.rank())
        .orElse(none);
  }

  private void refuseOfTransposed(String name) {
    fields.refuse(name, op.functionName(), "only transposed convolutions have it");
  }

  private boolean isZeros(@Nullable JsonValue value) {
    return value instanceof JsonArray array
        && array.items().size() == op.spatialRank()
        && array.items().stream()
            .allMatch(item -> item instanceof JsonNumber number && number.value().equals(0L));
  }

  /**
   * The output size of each axis without output_padding; empty while other faults leave it without
   * meaning.
   */
  private List<Size> smallestOutput(Shape input) {
    int firstSpatial = input.rank() - op.spatialRank();
    if (!fields.areSound() || (firstSpatial != 1 && firstSpatial != 2)) {
      return List.of();
    }
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < op.spatialRank(); axis++) {
      long reach = ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilation.get(axis));
      if (stride.get(axis) < 1 || reach < 1) {
        return List.of();
      }
      Size full =
          ConvArithmetic.transposedFull(input.size(firstSpatial + axis), reach, stride.get(axis));
      Size in = input.size(firstSpatial + axis);
      long crop = padding.on(axis, in, reach, stride.get(axis)).before();
      sizes.add(ConvArithmetic.transposedOutput(full, crop, 0));
    }
    return sizes;
  }
}
