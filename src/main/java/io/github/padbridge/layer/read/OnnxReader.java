package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxChannels;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxOutput;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a spec object as an {@link OnnxSpec}. Reads one object. */
final class OnnxReader {
  private static final Set<String> OF_CONVOLUTIONS =
      Set.of(
          Argument.IN_CHANNELS,
          Argument.OUT_CHANNELS,
          Argument.GROUP,
          Argument.BIAS,
          Argument.FLIP_KERNEL,
          Argument.WEIGHT_SHAPE);

  private static final Set<String> OF_TRANSPOSED =
      Set.of(Argument.OUTPUT_PADDING, Argument.OUTPUT_SHAPE);

  private static final Set<String> OF_WINDOWS =
      Set.of(
          Argument.KERNEL_SHAPE,
          Argument.STRIDES,
          Argument.PADS,
          Argument.AUTO_PAD,
          Argument.DILATIONS);

  private static final Map<String, OnnxPadding> AUTO_PAD =
      Map.of(
          "VALID", OnnxPadding.VALID,
          "SAME_UPPER", OnnxPadding.SAME_UPPER,
          "SAME_LOWER", OnnxPadding.SAME_LOWER);

  private final OnnxOp op;
  private final SpecFields fields;
  private final TensorHints hints;

  /** {@code hints}, from the tensors of a case, fill in what the spec leaves out. */
  OnnxReader(OnnxOp op, SpecFields fields, TensorHints hints) {
    this.op = op;
    this.fields = fields;
    this.hints = hints;
  }

  /** The spec; empty if the log has faults. */
  Optional<OnnxSpec> read() {
    refuseForeignArguments();
    Shape given = hints.input(fields);
    int rank = rank(given);
    if (rank < 1 || rank > 3) {
      if (fields.areSound()) {
        String name = op.isGlobal() ? Argument.INPUT_SHAPE : Argument.KERNEL_SHAPE;
        fields.fault(
            name,
            rank == 0 ? name + " is missing" : op.opName() + " needs 1 to 3 spatial axes",
            op.isGlobal()
                ? "the window covers the whole input"
                : "give kernel_shape or the weight");
      }
      return Optional.empty();
    }
    Optional<Windows> windows = windows(given, rank);
    OnnxPadding padding = padding(rank);
    OnnxOutput output =
        new OnnxOutput(ints(Argument.OUTPUT_PADDING, rank, 0), sizes(Argument.OUTPUT_SHAPE, rank));
    flag(Argument.STORAGE_ORDER);
    boolean ceilMode = flag(Argument.CEIL_MODE);
    boolean countIncludePad = flag(Argument.COUNT_INCLUDE_PAD);
    OnnxChannels channels = channels(given, rank);
    if (!fields.areSound() || windows.isEmpty()) {
      return Optional.empty();
    }
    Shape input = ShapeField.named(given, TorchSpec.unknownInput(rank, channels.in()));
    return fields.accepted(
        () ->
            new OnnxSpec(
                op,
                channels,
                windows.get(),
                padding,
                output,
                ceilMode,
                countIncludePad,
                fields.bool(Argument.FLIP_KERNEL, false),
                input));
  }

  /** Refuses attributes that only other ops have. */
  private void refuseForeignArguments() {
    OF_CONVOLUTIONS.forEach(name -> refuse(name, op.isPooling()));
    OF_TRANSPOSED.forEach(name -> refuse(name, !op.isTransposed()));
    OF_WINDOWS.forEach(name -> refuse(name, op.isGlobal()));
    refuse(Argument.CEIL_MODE, !op.isPooling() || op.isGlobal());
    refuse(Argument.COUNT_INCLUDE_PAD, op != OnnxOp.AVERAGE_POOL);
    refuse(Argument.STORAGE_ORDER, op != OnnxOp.MAX_POOL);
  }

  private void refuse(String name, boolean foreign) {
    if (foreign) {
      fields.refuse(name, op.opName(), null);
    }
  }

  /** The number of spatial axes; 0 where nothing tells it. */
  private int rank(@Nullable Shape input) {
    if (fields.get(Argument.KERNEL_SHAPE) instanceof JsonArray array && !op.isGlobal()) {
      return array.items().size();
    }
    Shape known = hints.weight() != null && !op.isPooling() ? hints.weight() : input;
    return known == null ? 0 : Math.max(known.rank() - 2, 0);
  }

  private Optional<Windows> windows(@Nullable Shape input, int rank) {
    if (op.isGlobal()) {
      List<Size> sizes = input == null ? List.of() : input.sizes().subList(2, rank + 2);
      if (sizes.isEmpty() || !sizes.stream().allMatch(Size::isKnown)) {
        fields.fault(
            Argument.INPUT_SHAPE,
            op.opName() + " needs the spatial sizes of its input",
            "the window covers the whole input");
        return Optional.empty();
      }
      return Optional.of(Windows.global(sizes));
    }
    List<Integer> kernel = hints.kernelSize(2, rank);
    if (fields.has(Argument.KERNEL_SHAPE) || kernel.isEmpty()) {
      if (!fields.has(Argument.KERNEL_SHAPE)) {
        fields.missing(Argument.KERNEL_SHAPE, op.isPooling() ? null : "or give the weight");
      }
      kernel = ints(Argument.KERNEL_SHAPE, rank, 1);
    }
    return Optional.of(
        new Windows(kernel, ints(Argument.STRIDES, rank, 1), ints(Argument.DILATIONS, rank, 1)));
  }

  private OnnxPadding padding(int rank) {
    List<Integer> pads = ints(Argument.PADS, 2 * rank, 0);
    String text = fields.has(Argument.AUTO_PAD) ? fields.text(Argument.AUTO_PAD) : "NOTSET";
    OnnxPadding automatic = text == null ? null : AUTO_PAD.get(text);
    if (automatic != null) {
      if (pads.stream().anyMatch(amount -> amount != 0)) {
        fields.fault(
            Argument.PADS,
            "pads and auto_pad " + text + " are both given",
            "ONNX takes one of them");
      }
      return automatic;
    }
    if (!"NOTSET".equals(text)) {
      fields.fault(
          Argument.AUTO_PAD,
          "auto_pad must be NOTSET, VALID, SAME_UPPER or SAME_LOWER (got "
              + fields.quoted(Argument.AUTO_PAD)
              + ")",
          SpecFields.meant(text, List.of("NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER")));
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      amounts.add(new PadAmount(pads.get(axis), pads.get(rank + axis)));
    }
    return new OnnxPadding.Pads(amounts);
  }

  private List<Integer> sizes(String name, int rank) {
    return fields.has(name) ? ints(name, rank, 1) : List.of();
  }

  /** A list attribute of a fixed length. */
  private List<Integer> ints(String name, int length, int byDefault) {
    if (fields.has(name)) {
      List<Integer> values =
          fields.get(name) instanceof JsonArray ? fields.integers(name, length) : List.of();
      if (values.size() == length) {
        return values;
      }
      if (!fields.isFaulty(name)) {
        fields.fault(
            name,
            name
                + " must be a list of "
                + length
                + (length == 1 ? " integer" : " integers")
                + " (got "
                + fields.quoted(name)
                + ")",
            name.equals(Argument.PADS) ? "all begins, then all ends" : null);
      }
    }
    return Collections.nCopies(length, byDefault);
  }

  /** An attribute that is 0 or 1. */
  private boolean flag(String name) {
    if (!fields.has(name)) {
      return false;
    }
    JsonValue value = fields.get(name);
    if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    boolean zero = value instanceof JsonNumber number && number.value().equals(0L);
    boolean one = value instanceof JsonNumber number && number.value().equals(1L);
    if (!zero && !one) {
      fields.fault(name, name + " must be 0 or 1 (got " + fields.quoted(name) + ")", null);
    }
    return one;
  }

  private OnnxChannels channels(@Nullable Shape given, int rank) {
    Optional<Size> ofInput =
        given == null || given.rank() != rank + 2 ? Optional.empty() : ShapeField.known(given, 1);
    if (op.isPooling()) {
      return OnnxChannels.ofPooling(ofInput.orElseGet(Layer::openInChannels));
    }
    int group = fields.integer(Argument.GROUP, 1);
    int times = Math.max(group, 1);
    boolean transposed = op.isTransposed();
    Optional<Size> first = hints.weightSize(0, rank);
    Optional<Size> second = hints.weightSize(1, rank).map(size -> size.times(times));
    Size in =
        fields
            .size(Argument.IN_CHANNELS)
            .or(() -> ofInput)
            .or(() -> transposed ? first : second)
            .orElseGet(Layer::openInChannels);
    Size out =
        fields
            .size(Argument.OUT_CHANNELS)
            .or(() -> transposed ? second : first)
            .orElseGet(Layer::openOutChannels);
    boolean bias = fields.bool(Argument.BIAS, hints.x() != null && hints.bias());
    return new OnnxChannels(in, out, group, bias);
  }
}
