package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ConvSpec} of a spec object, filling in PyTorch's defaults. Reads one object. */
final class ConvReader {
  private final ConvOp op;
  private final SpecFields fields;
  private final FaultLog log;
  private final TensorHints hints;

  private final PaddingMode paddingMode;
  private final Padding padding;
  private final List<Integer> kernelSize;
  private final List<Integer> stride;
  private final List<Integer> dilation;

  /** What the tensors of a case say, the {@code hints}, counts where the spec itself is silent. */
  ConvReader(ConvOp op, SpecFields fields, FaultLog log, TensorHints hints) {
    this.op = op;
    this.fields = fields;
    this.log = log;
    this.hints = hints;
    this.paddingMode = paddingMode();
    this.padding = padding();
    this.kernelSize = kernelSize();
    // Where Python looks at every axis itself, it does not stretch a list of one as ATen does.
    boolean byPython = fields.has(Argument.OUTPUT_SIZE);
    boolean samePaddedByPython =
        padding instanceof Padding.Same && paddingMode != PaddingMode.ZEROS;
    this.stride = fields.perAxis(Argument.STRIDE, op.spatialRank(), 1, !byPython);
    this.dilation =
        fields.perAxis(Argument.DILATION, op.spatialRank(), 1, !byPython && !samePaddedByPython);
  }

  /** The spec; empty where the log has the reasons. */
  Optional<ConvSpec> read() {
    int groups = fields.integer(Argument.GROUPS, 1);
    Shape given = hints.input(fields);
    Size inChannels = inChannels(given, groups);
    Size outChannels = outChannels(groups);
    Shape input =
        given != null && given.isKnown()
            ? given
            : ShapeField.named(given, ConvSpec.unknownInput(op.spatialRank(), inChannels));
    List<Integer> outputPadding = outputPadding(input);
    boolean bias = fields.bool(Argument.BIAS, hints.bias());
    boolean flipKernel = fields.bool(Argument.FLIP_KERNEL, false);
    try {
      ConvSpec spec =
          new ConvSpec(
              op,
              inChannels,
              outChannels,
              kernelSize,
              stride,
              padding,
              outputPadding,
              dilation,
              groups,
              bias,
              paddingMode,
              flipKernel,
              input);
      return log.isEmpty() ? Optional.of(spec) : Optional.empty();
    } catch (Refusal refusal) {
      log.addRules(refusal.faults(), fields);
      return Optional.empty();
    }
  }

  private Size inChannels(@Nullable Shape given, int groups) {
    Optional<Size> told = fields.size(Argument.IN_CHANNELS);
    if (told.isEmpty()) {
      told = ShapeField.torchChannels(given, op.spatialRank());
    }
    if (told.isEmpty()) {
      told = hints.inChannels(op, groups);
    }
    return told.isPresent() ? told.get() : ConvSpec.openInChannels();
  }

  private Size outChannels(int groups) {
    Optional<Size> told = fields.size(Argument.OUT_CHANNELS);
    if (told.isEmpty()) {
      told = hints.outChannels(op, groups);
    }
    return told.orElse(ConvSpec.OPEN_OUT_CHANNELS);
  }

  private List<Integer> kernelSize() {
    List<Integer> ofWeight = hints.kernelSize(2, op.spatialRank());
    if (fields.has(Argument.KERNEL_SIZE) || ofWeight.size() != op.spatialRank()) {
      if (!fields.has(Argument.KERNEL_SIZE)) {
        String help =
            hints.weight() == null
                ? "PyTorch has no default for it"
                : "the weight does not tell it: "
                    + op.functionName()
                    + " wants "
                    + (op.spatialRank() + 2)
                    + " axes of it";
        fields.fault(Argument.KERNEL_SIZE, "kernel_size is missing", help);
      }
      return fields.perAxis(Argument.KERNEL_SIZE, op.spatialRank(), 1, false);
    }
    return ofWeight;
  }

  private Padding padding() {
    return fields.has(Argument.RUNTIME_PADDING) ? runtimePadding() : paddingArgument();
  }

  /** What takes the place of the padding argument, which must be 0 then. */
  private Padding runtimePadding() {
    Padding padding =
        "SAME".equals(fields.text(Argument.RUNTIME_PADDING))
            ? new Padding.RuntimeSame()
            : perSide();
    List<Integer> none = Collections.nCopies(op.spatialRank(), 0);
    if (!new Padding.Explicit(none).equals(paddingArgument())) {
      fields.fault(
          Argument.PADDING,
          "padding must be 0 beside runtime_padding (got " + fields.quoted(Argument.PADDING) + ")",
          "a layer that pads at run time has no padding of its own");
    }
    return padding;
  }

  /** A pair for each spatial axis. */
  private Padding perSide() {
    List<PadAmount> amounts = new ArrayList<>();
    if (fields.get(Argument.RUNTIME_PADDING) instanceof JsonArray axes) {
      for (JsonValue axis : axes.items()) {
        PadsField.pair(axis).ifPresent(amounts::add);
      }
      if (amounts.size() == op.spatialRank() && axes.items().size() == op.spatialRank()) {
        return new Padding.PerSide(amounts);
      }
    }
    fields.fault(
        Argument.RUNTIME_PADDING,
        "runtime_padding must be \"SAME\" or a pair of integers for each spatial axis (got "
            + fields.quoted(Argument.RUNTIME_PADDING)
            + ")",
        "[[0, 1], [0, 1]] pads 0 before and 1 after both axes");
    return new Padding.RuntimeSame();
  }

  private Padding paddingArgument() {
    String text = fields.text(Argument.PADDING);
    if (text == null) {
      // F.pad, which does the other modes, takes a list of one for the last axis alone.
      boolean byPython = paddingMode != PaddingMode.ZEROS || fields.has(Argument.OUTPUT_SIZE);
      return new Padding.Explicit(fields.perAxis(Argument.PADDING, op.spatialRank(), 0, !byPython));
    }
    if (op.isTransposed()) {
      fields.fault(
          Argument.PADDING,
          op.functionName() + " takes padding in numbers (got \"" + text + "\")",
          "only the forward convolutions know \"same\" and \"valid\"");
    } else if (text.equals("same")) {
      return new Padding.Same();
    } else if (!text.equals("valid")) {
      fields.fault(
          Argument.PADDING,
          "padding must be numbers, \"same\" or \"valid\" (got "
              + fields.quoted(Argument.PADDING)
              + ")",
          Suggestion.nearest(text, List.of("same", "valid"))
              .map(n -> "did you mean \"" + n + "\"?")
              .orElse(null));
    }
    return new Padding.Valid();
  }

  private PaddingMode paddingMode() {
    if (!fields.has(Argument.PADDING_MODE)) {
      return PaddingMode.ZEROS;
    }
    String name = fields.text(Argument.PADDING_MODE);
    Optional<PaddingMode> mode = name == null ? Optional.empty() : PaddingMode.named(name);
    if (mode.isEmpty()) {
      fields.fault(
          Argument.PADDING_MODE,
          "padding_mode must be one of "
              + String.join(", ", PaddingMode.torchNames())
              + " (got "
              + fields.quoted(Argument.PADDING_MODE)
              + ")",
          name == null
              ? null
              : Suggestion.nearest(name, PaddingMode.torchNames())
                  .map(n -> "did you mean '" + n + "'?")
                  .orElse(null));
    }
    return mode.orElse(PaddingMode.ZEROS);
  }

  private List<Integer> outputPadding(Shape input) {
    List<Integer> none = Collections.nCopies(op.spatialRank(), 0);
    if (!op.isTransposed()) {
      // PyTorch's modules carry a list of zeros that says nothing.
      if (!isZeros(fields.get(Argument.OUTPUT_PADDING))) {
        refuseOfTransposed(Argument.OUTPUT_PADDING);
      }
      refuseOfTransposed(Argument.OUTPUT_SIZE);
      return none;
    }
    if (!fields.has(Argument.OUTPUT_SIZE)) {
      return fields.perAxis(Argument.OUTPUT_PADDING, op.spatialRank(), 0, true);
    }
    if (fields.has(Argument.OUTPUT_PADDING)) {
      fields.integers(Argument.OUTPUT_PADDING, op.spatialRank());
    }
    // As in PyTorch's forward, an output_size takes the place of the layer's own output_padding.
    return OutputSize.toOutputPadding(fields, smallestOutput(input), stride, input.rank())
        .orElse(none);
  }

  private void refuseOfTransposed(String name) {
    if (fields.has(name)) {
      fields.fault(
          name, op.functionName() + " has no " + name, "only the transposed convolutions have it");
    }
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
    if (!log.isEmpty() || (firstSpatial != 1 && firstSpatial != 2)) {
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
