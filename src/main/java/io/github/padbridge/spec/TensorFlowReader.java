package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TensorFlowSpec} of a spec object. Reads one object. */
final class TensorFlowReader {
  private final TensorFlowOp op;
  private final int rank;
  private final SpecFields fields;
  private final FaultLog log;
  private final TensorHints hints;

  private final boolean channelsFirst;
  private final List<Integer> kernelSize;
  private final List<Integer> strides;
  private final List<Integer> dilations;

  /** What the tensors of a case say, the {@code hints}, counts where the spec itself is silent. */
  TensorFlowReader(TensorFlowOp op, SpecFields fields, FaultLog log, TensorHints hints) {
    this.op = op;
    this.rank = op.spatialRank();
    this.fields = fields;
    this.log = log;
    this.hints = hints;
    refuseForeignArguments();
    this.channelsFirst = channelsFirst();
    this.kernelSize = kernelSize();
    this.strides = strides();
    this.dilations = overAxes(Argument.DILATIONS, 1);
  }

  /** The spec; empty where the log has the reasons. */
  Optional<TensorFlowSpec> read() {
    TensorFlowGeometry geometry =
        new TensorFlowGeometry(op, channelsFirst, kernelSize, strides, dilations);
    TensorFlowPadding padding = new TensorFlowPaddingField(geometry, fields).read();
    int groups = fields.integer(Argument.GROUPS, groupsOfWeight());
    int multiplierOfWeight =
        op.kind() == TensorFlowOp.Kind.DEPTHWISE_CONV ? weightSize(rank + 1, 1) : 1;
    int depthMultiplier = fields.integer(Argument.DEPTH_MULTIPLIER, multiplierOfWeight);
    Shape given = inputShape();
    int inChannels = inChannels(given, groups);
    int filters = filters(groups);
    Size channels = inChannels == 0 ? Size.unknown("C") : Size.of(inChannels);
    Shape named = ShapeField.named(given, unknownInput(channels));
    boolean bias = fields.bool(Argument.BIAS, hints.x() != null && hints.bias());
    boolean flipKernel = !op.isPooling() && fields.bool(Argument.FLIP_KERNEL, false);
    TransposedOutputField output = new TransposedOutputField(geometry, padding, fields);
    List<Size> outputSize = output.read(named, filters);
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
              output.inputOf(named, outputSize),
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
              + fields.quoted(Argument.DATA_FORMAT)
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
    int[] weight = hints.weight();
    if (op.isPooling() || weight == null || weight.length != rank + 2) {
      fields.fault(
          Argument.KERNEL_SIZE,
          "kernel_size is missing",
          op.isPooling() ? "the window's size" : "give it, or weight_shape for the whole kernel");
      return Collections.nCopies(rank, 1);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(weight[axis]);
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

  private int groupsOfWeight() {
    int inPerGroup = op.kind() == TensorFlowOp.Kind.CONV ? weightSize(rank, 0) : 0;
    OptionalInt told = channels(inputShape());
    int in =
        fields.has(Argument.IN_CHANNELS) ? fields.integer(Argument.IN_CHANNELS, 0) : told.orElse(0);
    return inPerGroup > 0 && in > 0 && in % inPerGroup == 0 ? in / inPerGroup : 1;
  }

  /** A size of the case's weight, where there is one of the right rank. */
  private int weightSize(int axis, int byDefault) {
    int[] weight = hints.weight();
    return weight != null && weight.length == rank + 2 ? weight[axis] : byDefault;
  }

  /** The input's shape as far as it is given, its unknown sizes not yet named. */
  private @Nullable Shape inputShape() {
    return ShapeField.read(fields, Argument.INPUT_SHAPE)
        .map(hints::fill)
        .or(hints::inputShape)
        .orElse(null);
  }

  /** The channels of an input, where it has the right number of axes and says so. */
  private OptionalInt channels(@Nullable Shape input) {
    int channel = channelsFirst ? 1 : rank + 1;
    if (input == null || input.rank() != rank + 2 || !input.size(channel).isKnown()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(input.size(channel).intValue());
  }

  private int inChannels(@Nullable Shape given, int groups) {
    int byDefault = channels(given).orElseGet(() -> inChannelsOfWeight(groups));
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
}
