package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes a {@link TensorFlowSpec} of a spec object. Reads one object. */
final class TensorFlowReader {
  private final TensorFlowOp op;
  private final int rank;
  private final SpecFields fields;
  private final FaultLog log;
  private final TensorHints hints;

  private boolean channelsFirst;
  private List<Integer> kernelSize;
  private List<Integer> strides;
  private List<Integer> dilations;
  private TensorFlowPadding padding;

  /** What the tensors of a case say, the {@code hints}, counts where the spec itself is silent. */
  TensorFlowReader(TensorFlowOp op, SpecFields fields, FaultLog log, TensorHints hints) {
    this.op = op;
    this.rank = op.spatialRank();
    this.fields = fields;
    this.log = log;
    this.hints = hints;
  }

  /** The spec; empty where the log has the reasons. */
  Optional<TensorFlowSpec> read() {
    refuseForeignArguments();
    channelsFirst = channelsFirst();
    kernelSize = kernelSize();
    strides = strides();
    dilations = overAxes(Argument.DILATIONS, 1);
    padding = padding();
    int groups = fields.integer(Argument.GROUPS, groupsOfWeight());
    int multiplierOfWeight =
        op.kind() == TensorFlowOp.Kind.DEPTHWISE_CONV ? weightSize(rank + 1, 1) : 1;
    int depthMultiplier = fields.integer(Argument.DEPTH_MULTIPLIER, multiplierOfWeight);
    Shape given =
        ShapeField.read(fields, Argument.INPUT_SHAPE)
            .map(hints::fill)
            .or(hints::inputShape)
            .orElse(null);
    int inChannels = inChannels(given, groups);
    int filters = filters(groups);
    Size channels = inChannels == 0 ? Size.unknown("C") : Size.of(inChannels);
    Shape named = ShapeField.named(given, unknownInput(channels));
    Shape output = ShapeField.read(fields, Argument.OUTPUT_SHAPE).orElse(null);
    boolean bias = fields.bool(Argument.BIAS, hints.x() != null && hints.bias());
    boolean flipKernel = !op.isPooling() && fields.bool(Argument.FLIP_KERNEL, false);
    List<Size> outputSize = outputSize(output, named, filters);
    if (!log.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TensorFlowSpec(
              op,
              inChannels,
              filters,
              depthMultiplier,
              kernelSize,
              strides,
              padding,
              dilations,
              groups,
              bias,
              flipKernel,
              channelsFirst,
              inputOf(named, outputSize),
              outputSize));
    } catch (Refusal refusal) {
      log.addRules(refusal.faults(), fields);
      return Optional.empty();
    }
  }

  /** Arguments that other ops of TensorFlow's have. */
  private void refuseForeignArguments() {
    boolean depthwise = op.kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    refuse(Argument.FILTERS, op.isPooling() || depthwise);
    refuse(Argument.DEPTH_MULTIPLIER, !depthwise);
    refuse(Argument.GROUPS, op.kind() != TensorFlowOp.Kind.CONV);
    refuse(Argument.DILATIONS, op.isPooling());
    refuse(Argument.OUTPUT_SHAPE, !op.isTransposed());
    refuse(Argument.OUTPUT_PADDING, !op.isTransposed());
    refuse(Argument.WEIGHT_SHAPE, op.isPooling());
    refuse(Argument.BIAS, op.isPooling());
    refuse(Argument.FLIP_KERNEL, op.isPooling());
  }

  private void refuse(String name, boolean foreign) {
    if (foreign && fields.has(name)) {
      fields.fault(name, op.functionName() + " has no " + name, null);
    }
  }

  private boolean channelsFirst() {
    String last = TensorFlowSpec.layout(rank, false).axes().replace('L', 'W');
    String first = TensorFlowSpec.layout(rank, true).axes().replace('L', 'W');
    if (!fields.has(Argument.DATA_FORMAT)) {
      return false;
    }
    String text = fields.text(Argument.DATA_FORMAT);
    List<String> known = List.of(last, first, "channels_last", "channels_first");
    if (text == null || !known.contains(text)) {
      fields.fault(
          Argument.DATA_FORMAT,
          "data_format of "
              + op.functionName()
              + " must be \""
              + last
              + "\" or \""
              + first
              + "\" (got "
              + fields.get(Argument.DATA_FORMAT).quoted()
              + ")",
          null);
    }
    return first.equals(text) || "channels_first".equals(text);
  }

  private List<Integer> kernelSize() {
    if (fields.has(Argument.KERNEL_SIZE)) {
      return op.isPooling()
          ? overAxes(Argument.KERNEL_SIZE, 1)
          : fields.perAxis(Argument.KERNEL_SIZE, rank, 1, false);
    }
    boolean told = !op.isPooling() && hints.weight() != null && hints.weight().length == rank + 2;
    if (!told) {
      fields.fault(
          Argument.KERNEL_SIZE,
          "kernel_size is missing",
          op.isPooling() ? "the window's size" : "give it, or weight_shape for the whole kernel");
      return Collections.nCopies(rank, 1);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(hints.weight()[axis]);
    }
    return sizes;
  }

  private List<Integer> strides() {
    if (op.isPooling() && !fields.has(Argument.STRIDES)) {
      fields.fault(
          Argument.STRIDES,
          "strides is missing",
          "tf.nn." + op.functionName() + " has no default for it");
    }
    return overAxes(Argument.STRIDES, 1);
  }

  /** One number a spatial axis; a list may also have one for the batch and one for the channels. */
  private List<Integer> overAxes(String name, int byDefault) {
    if (fields.get(name) instanceof JsonArray array && array.items().size() == rank + 2) {
      List<Integer> all = fields.integers(name, rank);
      int channel = channelsFirst ? 1 : rank + 1;
      if (all.size() == rank + 2 && (all.get(0) != 1 || all.get(channel) != 1)) {
        fields.fault(
            name,
            name + " must be 1 over the batch and the channels (got " + all + ")",
            "the list runs as the data does");
      }
      int first = channelsFirst ? 2 : 1;
      return all.size() == rank + 2
          ? all.subList(first, first + rank)
          : Collections.nCopies(rank, byDefault);
    }
    return fields.perAxis(name, rank, byDefault, true);
  }

  private TensorFlowPadding padding() {
    if (!fields.has(Argument.PADDING)) {
      fields.fault(
          Argument.PADDING,
          "padding is missing",
          "tf.nn." + op.functionName() + " has no default for it: \"SAME\" or \"VALID\"");
      return TensorFlowPadding.VALID;
    }
    if (fields.get(Argument.PADDING) instanceof JsonArray array) {
      return explicit(array);
    }
    String text = fields.text(Argument.PADDING);
    if ("causal".equals(text) && op == TensorFlowOp.CONV1D) {
      // Keras': nothing that comes later is looked at.
      long reach = ConvArithmetic.effectiveKernel(kernelSize.get(0), dilations.get(0));
      boolean bounded = reach >= 1 && reach <= Integer.MAX_VALUE;
      PadAmount amount = new PadAmount(bounded ? (int) reach - 1 : 0, 0);
      return new TensorFlowPadding.Explicit(List.of(amount));
    }
    if ("SAME".equalsIgnoreCase(text)) {
      return TensorFlowPadding.SAME;
    }
    if (!"VALID".equalsIgnoreCase(text)) {
      fields.fault(
          Argument.PADDING,
          "padding must be \"SAME\", \"VALID\""
              + (op.takesExplicitPadding() ? " or a list of pairs" : "")
              + " (got "
              + fields.get(Argument.PADDING).quoted()
              + ")",
          text == null
              ? null
              : Suggestion.nearest(text, List.of("SAME", "VALID"))
                  .map(n -> "did you mean \"" + n + "\"?")
                  .orElse(null));
    }
    return TensorFlowPadding.VALID;
  }

  /** {@code [[0, 0], [1, 2], [1, 2], [0, 0]]}, in the data's order. */
  private TensorFlowPadding explicit(JsonArray array) {
    List<PadAmount> amounts = new ArrayList<>();
    for (JsonValue item : array.items()) {
      List<Integer> pair = item instanceof JsonArray ? pair((JsonArray) item) : List.of();
      if (pair.size() == 2) {
        amounts.add(new PadAmount(pair.get(0), pair.get(1)));
      }
    }
    int channel = channelsFirst ? 1 : rank + 1;
    boolean shaped = amounts.size() == rank + 2 && array.items().size() == rank + 2;
    if (!op.takesExplicitPadding()) {
      fields.fault(
          Argument.PADDING,
          "tf.nn." + op.functionName() + " takes no list for padding",
          "conv2d, conv2d_transpose, depthwise_conv2d, max_pool1d and max_pool2d do; elsewhere"
              + " tf.pad comes before");
    } else if (!shaped || !amounts.get(0).isNone() || !amounts.get(channel).isNone()) {
      fields.fault(
          Argument.PADDING,
          "padding must be a pair for each of the "
              + (rank + 2)
              + " axes, [0, 0] for the batch and the channels (got "
              + array.quoted()
              + ")",
          null);
    } else {
      int first = channelsFirst ? 2 : 1;
      return new TensorFlowPadding.Explicit(amounts.subList(first, first + rank));
    }
    return TensorFlowPadding.VALID;
  }

  private List<Integer> pair(JsonArray array) {
    List<Integer> pair = new ArrayList<>();
    for (JsonValue item : array.items()) {
      fields
          .integer(Argument.PADDING, item, fields.pathOrSpec(Argument.PADDING))
          .ifPresent(pair::add);
    }
    return pair;
  }

  private int groupsOfWeight() {
    int inPerGroup = op.kind() == TensorFlowOp.Kind.CONV ? weightSize(rank, 0) : 0;
    int channel = channelsFirst ? 1 : rank + 1;
    int in =
        fields.has(Argument.IN_CHANNELS)
            ? fields.integer(Argument.IN_CHANNELS, 0)
            : hints.x() != null && hints.x().length == rank + 2 ? hints.x()[channel] : 0;
    return inPerGroup > 0 && in > 0 && in % inPerGroup == 0 ? in / inPerGroup : 1;
  }

  /** A size of the case's weight, where there is one of the right rank. */
  private int weightSize(int axis, int byDefault) {
    boolean told = hints.weight() != null && hints.weight().length == rank + 2;
    return told ? hints.weight()[axis] : byDefault;
  }

  private int inChannels(Shape given, int groups) {
    int channel = channelsFirst ? 1 : rank + 1;
    boolean told = given != null && given.rank() == rank + 2 && given.size(channel).isKnown();
    int byDefault =
        told ? given.size(channel).intValue() : op.isPooling() ? 0 : inChannelsOfWeight(groups);
    return fields.integer(Argument.IN_CHANNELS, byDefault);
  }

  private int inChannelsOfWeight(int groups) {
    return switch (op.kind()) {
      case CONV -> weightSize(rank, 1) * Math.max(groups, 1);
      case CONV_TRANSPOSE -> weightSize(rank + 1, 1);
      case DEPTHWISE_CONV -> weightSize(rank, 1);
      case MAX_POOL, AVG_POOL -> 0;
    };
  }

  private int filters(int groups) {
    return switch (op.kind()) {
      case CONV -> fields.integer(Argument.FILTERS, weightSize(rank + 1, Math.max(groups, 1)));
      case CONV_TRANSPOSE -> fields.integer(Argument.FILTERS, weightSize(rank, 1));
      case DEPTHWISE_CONV, MAX_POOL, AVG_POOL -> 0;
    };
  }

  private Shape unknownInput(Size channels) {
    Shape torch = ConvSpec.unknownInput(rank, channels);
    return torch.permuted(
        TensorFlowSpec.layout(rank, true)
            .permutationTo(TensorFlowSpec.layout(rank, channelsFirst)));
  }

  private int dataAxis(int axis) {
    return axis + (channelsFirst ? 2 : 1);
  }

  /** The spatial sizes that output_shape asks of a transposed convolution. */
  private List<Size> outputSize(Shape output, Shape input, int filters) {
    if (!op.isTransposed()) {
      return List.of();
    }
    int channel = channelsFirst ? 1 : rank + 1;
    boolean asKeras = fields.get(Argument.OUTPUT_PADDING) != null;
    if (asKeras && output != null) {
      fields.fault(
          Argument.OUTPUT_PADDING,
          "output_padding and output_shape are both given",
          "tf.nn takes output_shape, Keras output_padding");
      return List.of();
    }
    if (asKeras) {
      return input.rank() == rank + 2 && log.isEmpty() ? kerasOutputSize(input) : List.of();
    }
    if (output == null) {
      fields.fault(
          Argument.OUTPUT_SHAPE,
          "output_shape is missing",
          "several outputs have this input; tf.nn."
              + op.functionName()
              + " must be told which, or output_padding given as Keras has it (null by default)");
      return List.of();
    }
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; output.rank() == rank + 2 && axis < rank; axis++) {
      sizes.add(output.size(dataAxis(axis)));
    }
    boolean open = sizes.stream().anyMatch(size -> !size.isKnown());
    boolean sameBatch =
        output.rank() != rank + 2
            || input.rank() != rank + 2
            || !output.size(0).isKnown()
            || !input.size(0).isKnown()
            || output.size(0).equals(input.size(0));
    boolean sameChannels =
        output.rank() != rank + 2
            || !output.size(channel).isKnown()
            || output.size(channel).value() == filters;
    if (output.rank() != rank + 2 || open || !sameBatch || !sameChannels) {
      fields.fault(
          Argument.OUTPUT_SHAPE,
          "output_shape must be the whole shape, with the input's batch and "
              + filters
              + " channels, its spatial sizes known (got "
              + fields.get(Argument.OUTPUT_SHAPE).quoted()
              + ")",
          null);
      return List.of();
    }
    return sizes;
  }

  /** The output that Keras' length rules make of the input. */
  private List<Size> kerasOutputSize(Shape input) {
    boolean given = fields.has(Argument.OUTPUT_PADDING) && !isNull(Argument.OUTPUT_PADDING);
    List<Integer> outputPadding =
        given ? fields.perAxis(Argument.OUTPUT_PADDING, rank, 0, false) : List.of();
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int stride = strides.get(axis);
      long reach = ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilations.get(axis));
      if (stride < 1 || reach < 1) {
        return List.of();
      }
      Integer more = given ? outputPadding.get(axis) : null;
      if (more != null && (more < 0 || more >= stride)) {
        fields.fault(
            Argument.OUTPUT_PADDING,
            "Keras takes an output_padding from 0 to stride − 1 (got "
                + more
                + " and stride "
                + stride
                + ")",
            null);
        return List.of();
      }
      Size in = input.size(dataAxis(axis));
      sizes.add(
          padding instanceof TensorFlowPadding.Same
              ? ConvArithmetic.kerasTransposedSame(in, reach, stride, more)
              : ConvArithmetic.kerasTransposedValid(in, reach, stride, more));
    }
    return sizes;
  }

  private boolean isNull(String name) {
    return fields.get(name) instanceof JsonValue.JsonNull;
  }

  /** The input with the spatial sizes that it leaves open, where the output tells them. */
  private Shape inputOf(Shape named, List<Size> outputSize) {
    Shape input = named;
    for (int axis = 0; axis < outputSize.size() && named.rank() == rank + 2; axis++) {
      if (!named.size(dataAxis(axis)).isKnown() && outputSize.get(axis).isKnown()) {
        long stride = strides.get(axis);
        Size out = outputSize.get(axis);
        long reach = ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilations.get(axis));
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
        input = input.with(dataAxis(axis), in);
      }
    }
    return input;
  }
}
