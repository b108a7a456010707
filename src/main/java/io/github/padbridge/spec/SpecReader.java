package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a {@link ConvSpec} of a spec object, filling in PyTorch's defaults. Reads one object. */
final class SpecReader {
  private final SpecFields fields;
  private final FaultLog log;
  private final TensorHints hints;

  private ConvOp op;
  private List<Integer> kernelSize;
  private List<Integer> stride;
  private List<Integer> dilation;
  private PaddingMode paddingMode;
  private Padding padding;
  private Shape input;

  /** What the tensors of a case say, the {@code hints}, counts where the spec itself is silent. */
  SpecReader(SpecFields fields, FaultLog log, TensorHints hints) {
    this.fields = fields;
    this.log = log;
    this.hints = hints;
  }

  /** The spec; empty where the log has the reasons. */
  Optional<ConvSpec> read() {
    Optional<ConvOp> named = op();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    op = named.get();
    paddingMode = paddingMode();
    padding = padding();
    kernelSize = kernelSize();
    // Where Python looks at every axis itself, it does not stretch a list of one as ATen does.
    boolean byPython = fields.has(Argument.OUTPUT_SIZE);
    boolean samePaddedByPython =
        padding instanceof Padding.Same && paddingMode != PaddingMode.ZEROS;
    stride = fields.perAxis(Argument.STRIDE, op.spatialRank(), 1, !byPython);
    dilation =
        fields.perAxis(Argument.DILATION, op.spatialRank(), 1, !byPython && !samePaddedByPython);
    int groups = fields.integer(Argument.GROUPS, 1);
    Shape given = inputShape().map(hints::fill).or(hints::inputShape).orElse(null);
    int inChannels =
        fields.integer(Argument.IN_CHANNELS, channelsOf(given).orElse(Math.max(groups, 1)));
    int outChannels =
        fields.integer(
            Argument.OUT_CHANNELS, hints.outChannels(op, groups).orElse(Math.max(groups, 1)));
    input = given == null ? ConvSpec.unknownInput(op, inChannels) : named(given, inChannels);
    List<Integer> outputPadding = outputPadding();
    boolean bias = fields.bool(Argument.BIAS, hints.bias());
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
              input);
      return log.isEmpty() ? Optional.of(spec) : Optional.empty();
    } catch (Refusal refusal) {
      log.addRules(refusal.faults(), fields);
      return Optional.empty();
    }
  }

  private List<Integer> kernelSize() {
    if (fields.has(Argument.KERNEL_SIZE) || hints.kernelSize().size() != op.spatialRank()) {
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
    return hints.kernelSize();
  }

  private Optional<ConvOp> op() {
    if (!fields.has(Argument.OP)) {
      fields.fault(
          Argument.OP, "op is missing", "known here: " + String.join(", ", ConvOp.functionNames()));
      return Optional.empty();
    }
    String name = fields.text(Argument.OP);
    if (name == null) {
      fields.fault(
          Argument.OP, "op must be a string (got " + fields.get(Argument.OP).quoted() + ")", null);
      return Optional.empty();
    }
    Optional<ConvOp> op = ConvOp.named(name);
    if (op.isEmpty()) {
      fields.fault(
          Argument.OP,
          "op " + fields.get(Argument.OP).quoted() + " is not a convolution of PyTorch's",
          Suggestion.help(name, ConvOp.functionNames()));
    }
    return op;
  }

  private Padding padding() {
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
              + fields.get(Argument.PADDING).quoted()
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
              + fields.get(Argument.PADDING_MODE).quoted()
              + ")",
          name == null
              ? null
              : Suggestion.nearest(name, PaddingMode.torchNames())
                  .map(n -> "did you mean '" + n + "'?")
                  .orElse(null));
    }
    return mode.orElse(PaddingMode.ZEROS);
  }

  /** The input shape as given, its unknown sizes not yet named; empty where it is left out. */
  private Optional<Shape> inputShape() {
    if (!fields.has(Argument.INPUT_SHAPE)) {
      return Optional.empty();
    }
    if (!(fields.get(Argument.INPUT_SHAPE) instanceof JsonArray array)) {
      fields.fault(
          Argument.INPUT_SHAPE,
          "input_shape must be a list of sizes (got "
              + fields.get(Argument.INPUT_SHAPE).quoted()
              + ")",
          "(N, C, spatial...), with null for a size that is not known");
      return Optional.empty();
    }
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      JsonValue item = array.items().get(i);
      if (item instanceof JsonNull) {
        sizes.add(Size.unknown("?"));
      } else {
        OptionalInt size =
            fields.integer(
                Argument.INPUT_SHAPE, item, fields.pathOrSpec(Argument.INPUT_SHAPE) + "/" + i);
        sizes.add(size.isPresent() ? Size.of(size.getAsInt()) : Size.unknown("?"));
      }
    }
    return Optional.of(new Shape(sizes));
  }

  /** The channels a shape has, where it has the right number of axes and says so. */
  private OptionalInt channelsOf(Shape shape) {
    int axis = shape == null ? -1 : shape.rank() - op.spatialRank() - 1;
    boolean known = (axis == 0 || axis == 1) && shape.size(axis).isKnown();
    return known ? OptionalInt.of(shape.size(axis).intValue()) : OptionalInt.empty();
  }

  /** The shape with its unknown sizes named as formulas name them, and the channels filled in. */
  private Shape named(Shape given, int inChannels) {
    Shape names = ConvSpec.unknownInput(op, inChannels);
    int missing = names.rank() - given.rank();
    if (missing != 0 && missing != 1) {
      return given;
    }
    Shape shape = given;
    for (int axis = 0; axis < given.rank(); axis++) {
      if (!given.size(axis).isKnown()) {
        shape = shape.with(axis, names.size(axis + missing));
      }
    }
    return shape;
  }

  private List<Integer> outputPadding() {
    List<Integer> none = Collections.nCopies(op.spatialRank(), 0);
    if (!op.isTransposed()) {
      for (String name : List.of(Argument.OUTPUT_PADDING, Argument.OUTPUT_SIZE)) {
        if (fields.has(name)) {
          fields.fault(
              name,
              op.functionName() + " has no " + name,
              "only the transposed convolutions have it");
        }
      }
      return none;
    }
    if (!fields.has(Argument.OUTPUT_SIZE)) {
      return fields.perAxis(Argument.OUTPUT_PADDING, op.spatialRank(), 0, true);
    }
    if (fields.has(Argument.OUTPUT_PADDING)) {
      fields.integers(Argument.OUTPUT_PADDING, op.spatialRank());
    }
    // As in PyTorch's forward, an output_size takes the place of the layer's own output_padding.
    return OutputSize.toOutputPadding(fields, smallestOutput(), stride, input.rank()).orElse(none);
  }

  /**
   * The output size of each axis without output_padding; empty while other faults leave it without
   * meaning.
   */
  private List<Size> smallestOutput() {
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
      sizes.add(ConvArithmetic.transposedOutput(full, padding.on(axis, reach).before(), 0));
    }
    return sizes;
  }
}
