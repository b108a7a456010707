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

/** Makes a {@link ConvSpec} of a spec object, filling in PyTorch's defaults. */
final class SpecReader {
  private final SpecFields fields;
  private final FaultLog log;

  SpecReader(SpecFields fields, FaultLog log) {
    this.fields = fields;
    this.log = log;
  }

  /**
   * Reads the spec; what the tensors of a case say counts where the spec itself is silent.
   *
   * @return empty where the log has the reasons
   */
  Optional<ConvSpec> read(TensorHints hints) {
    Optional<ConvOp> named = op();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    ConvOp op = named.get();
    int axes = op.spatialRank();
    if (!fields.has(Argument.KERNEL_SIZE) && hints.kernelSize().isEmpty()) {
      fields.fault(Argument.KERNEL_SIZE, "kernel_size is missing", "PyTorch has no default for it");
    }
    List<Integer> kernelSize =
        fields.has(Argument.KERNEL_SIZE) || hints.kernelSize().size() != axes
            ? fields.exactlyPerAxis(Argument.KERNEL_SIZE, axes, 1)
            : hints.kernelSize();
    List<Integer> stride = fields.perAxis(Argument.STRIDE, axes, 1);
    List<Integer> dilation = fields.perAxis(Argument.DILATION, axes, 1);
    PaddingMode mode = paddingMode();
    Padding padding = padding(op, mode);
    int groups = fields.integer(Argument.GROUPS, 1);
    Shape given = inputShape().map(hints::fill).or(hints::inputShape).orElse(null);
    int inChannels = fields.integer(Argument.IN_CHANNELS, channelsOf(given, op).orElse(groups));
    int outChannels =
        fields.integer(Argument.OUT_CHANNELS, hints.outChannels(op, groups).orElse(groups));
    Shape input =
        given == null ? ConvSpec.unknownInput(op, inChannels) : named(given, op, inChannels);
    List<Integer> outputPadding = outputPadding(op, kernelSize, stride, dilation, padding, input);
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
              mode,
              input);
      return log.isEmpty() ? Optional.of(spec) : Optional.empty();
    } catch (Refusal refusal) {
      log.addRules(refusal.faults(), fields);
      return Optional.empty();
    }
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

  private Padding padding(ConvOp op, PaddingMode mode) {
    String text = fields.text(Argument.PADDING);
    if (text == null) {
      // F.pad, which does the other modes, takes a list of one for the last axis alone.
      return new Padding.Explicit(
          mode == PaddingMode.ZEROS
              ? fields.perAxis(Argument.PADDING, op.spatialRank(), 0)
              : fields.exactlyPerAxis(Argument.PADDING, op.spatialRank(), 0));
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
    if (!fields.has(Argument.INPUT_SHAPE) || fields.isNull(Argument.INPUT_SHAPE)) {
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
  private static OptionalInt channelsOf(Shape shape, ConvOp op) {
    int axis = shape == null ? -1 : shape.rank() - op.spatialRank() - 1;
    boolean known = (axis == 0 || axis == 1) && shape.size(axis).isKnown();
    return known ? OptionalInt.of(shape.size(axis).intValue()) : OptionalInt.empty();
  }

  /** The shape with its unknown sizes named as formulas name them, and the channels filled in. */
  private static Shape named(Shape given, ConvOp op, int inChannels) {
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

  private List<Integer> outputPadding(
      ConvOp op,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> dilation,
      Padding padding,
      Shape input) {
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
    List<Integer> given = fields.perAxis(Argument.OUTPUT_PADDING, op.spatialRank(), 0);
    if (!fields.has(Argument.OUTPUT_SIZE) || fields.isNull(Argument.OUTPUT_SIZE)) {
      return given;
    }
    List<Integer> resolved =
        OutputSize.toOutputPadding(
                fields,
                smallestOutput(op, kernelSize, stride, dilation, padding, input),
                stride,
                input.rank())
            .orElse(none);
    if (!log.isFaulty(Argument.OUTPUT_SIZE)
        && fields.has(Argument.OUTPUT_PADDING)
        && !given.equals(none)
        && !given.equals(resolved)) {
      fields.fault(
          Argument.OUTPUT_SIZE,
          "output_size and output_padding contradict each other (output_size needs output_padding "
              + resolved
              + ", got "
              + given
              + ")",
          "give one of the two");
    }
    return resolved;
  }

  /**
   * The output size of each axis without output_padding; empty while other faults leave it without
   * meaning.
   */
  private List<Size> smallestOutput(
      ConvOp op,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> dilation,
      Padding padding,
      Shape input) {
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
