package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowChannels;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a spec object as a {@link TensorFlowSpec}. Reads one object. */
final class TensorFlowReader {
  private final TensorFlowOp op;
  private final int rank;
  private final SpecFields fields;
  private final TensorHints hints;

  private final boolean channelsFirst;
  private final Windows windows;

  /** {@code hints}, from the tensors of a case, fill in what the spec leaves out. */
  TensorFlowReader(TensorFlowOp op, SpecFields fields, TensorHints hints) {
    this.op = op;
    this.rank = op.spatialRank();
    this.fields = fields;
    this.hints = hints;
    refuseForeignArguments();
    this.channelsFirst = channelsFirst();
    this.windows = new Windows(kernelSize(), strides(), overAxes(Argument.DILATIONS));
  }

  /** The spec; empty if the log has faults. */
  Optional<TensorFlowSpec> read() {
    TensorFlowGeometry geometry = new TensorFlowGeometry(op, channelsFirst, windows);
    TensorFlowPadding padding = new TensorFlowPaddingField(geometry, fields).read();
    int groups = fields.integer(Argument.GROUPS, groupsOfWeight());
    int depthMultiplier = fields.integer(Argument.DEPTH_MULTIPLIER, multiplierOfWeight());
    Shape given = hints.input(fields);
    Size inChannels = inChannels(given, groups);
    Size filters = filters();
    Shape named = ShapeField.named(given, unknownInput(inChannels));
    boolean bias = fields.bool(Argument.BIAS, hints.x() != null && hints.bias());
    boolean flipKernel = !op.isPooling() && fields.bool(Argument.FLIP_KERNEL);
    TransposedOutputField output = new TransposedOutputField(geometry, padding, fields);
    List<Size> outputSize = output.read(named, filters);
    if (!fields.areSound()) {
      return Optional.empty();
    }
    return fields.accepted(
        () ->
            new TensorFlowSpec(
                op,
                new TensorFlowChannels(inChannels, filters, depthMultiplier, groups),
                windows,
                padding,
                bias,
                flipKernel,
                channelsFirst,
                output.inputOf(named, outputSize),
                outputSize));
  }

  /** Refuses arguments that only other TensorFlow ops have. */
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
    if (foreign) {
      fields.refuse(name, op.functionName(), null);
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
          ? overAxes(Argument.KERNEL_SIZE)
          : fields.perAxis(Argument.KERNEL_SIZE, rank, false);
    }
    List<Integer> ofWeight = hints.kernelSize(0, rank);
    if (op.isPooling() || ofWeight.isEmpty()) {
      fields.missingKernelSize(op.isPooling() ? null : "give kernel_size or weight_shape");
      return Collections.nCopies(rank, 1);
    }
    return ofWeight;
  }

  private List<Integer> strides() {
    if (op.isPooling() && !fields.has(Argument.STRIDES)) {
      fields.missing(Argument.STRIDES, "tf.nn." + op.functionName() + " has no default for it");
    }
    return overAxes(Argument.STRIDES);
  }

  /** One number for each spatial axis; a list may also have one for the batch and the channels. */
  private List<Integer> overAxes(String name) {
    if (fields.get(name) instanceof JsonArray array && array.items().size() == rank + 2) {
      List<Integer> all = fields.integers(name, rank);
      int channel = channelsFirst ? 1 : rank + 1;
      if (all.size() == rank + 2 && (all.get(0) != 1 || all.get(channel) != 1)) {
        fields.fault(
            name,
            name + " must be 1 over the batch and the channels (got " + all + ")",
            "the list has the order of data_format");
      }
      int first = channelsFirst ? 2 : 1;
      return all.size() == rank + 2
          ? all.subList(first, first + rank)
          : Collections.nCopies(rank, Argument.defaultNumber(name));
    }
    return fields.perAxis(name, rank, true);
  }

  private int groupsOfWeight() {
    if (op.kind() != TensorFlowOp.Kind.CONV) {
      return 1;
    }
    int inPerGroup = hints.weightSize(rank, rank).map(Size::intValue).orElse(0);
    int in = told(hints.input(fields)).map(Size::intValue).orElse(0);
    return inPerGroup > 0 && in > 0 && in % inPerGroup == 0 ? in / inPerGroup : 1;
  }

  private int multiplierOfWeight() {
    if (op.kind() != TensorFlowOp.Kind.DEPTHWISE_CONV) {
      return 1;
    }
    Optional<Size> ofWeight = hints.weightSize(rank + 1, rank);
    if (hints.weight() != null && ofWeight.isEmpty() && !fields.has(Argument.DEPTH_MULTIPLIER)) {
      fields.fault(
          Argument.DEPTH_MULTIPLIER,
          "depth_multiplier is missing",
          "the last size of the weight is unknown");
    }
    return ofWeight.map(Size::intValue).orElse(1);
  }

  /** The input channels, from in_channels or from an input shape with the right number of axes. */
  private Optional<Size> told(@Nullable Shape input) {
    int channel = channelsFirst ? 1 : rank + 1;
    return fields
        .size(Argument.IN_CHANNELS)
        .or(
            () ->
                input == null || input.rank() != rank + 2
                    ? Optional.empty()
                    : ShapeField.known(input, channel));
  }

  private Size inChannels(@Nullable Shape given, int groups) {
    return told(given).or(() -> inChannelsOfWeight(groups)).orElseGet(Layer::openInChannels);
  }

  private Optional<Size> inChannelsOfWeight(int groups) {
    return switch (op.kind()) {
      case CONV -> hints.weightSize(rank, rank).map(inGroup -> inGroup.times(Math.max(groups, 1)));
      case CONV_TRANSPOSE -> hints.weightSize(rank + 1, rank);
      case DEPTHWISE_CONV -> hints.weightSize(rank, rank);
      case MAX_POOL, AVG_POOL -> Optional.empty();
    };
  }

  private @Nullable Size filters() {
    return switch (op.kind()) {
      case CONV -> filters(rank + 1);
      case CONV_TRANSPOSE -> filters(rank);
      case DEPTHWISE_CONV, MAX_POOL, AVG_POOL -> null;
    };
  }

  /**
   * @param axis the axis of the weight that holds the output channels
   */
  private Size filters(int axis) {
    return fields
        .size(Argument.FILTERS)
        .or(() -> hints.weightSize(axis, rank))
        .orElse(Layer.openOutChannels());
  }

  private Shape unknownInput(Size channels) {
    Shape torch = TorchSpec.unknownInput(rank, channels);
    return torch.permuted(
        TensorFlowSpec.layout(rank, true)
            .permutationTo(TensorFlowSpec.layout(rank, channelsFirst)));
  }
}
