package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.RecordNode;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.read.CallNames;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.ReadCall;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads layers from calls and specs; hints fill in what the text leaves open. */
final class LayerNodes {
  private final SourceText text;
  private final Map<String, JsonValue> options;
  private final Set<String> notes;
  private final boolean isReordered;

  /**
   * Reads layers of a text.
   *
   * @param isReordered whether the text puts the axes of its data in another order
   * @param options arguments given next to the text
   * @param notes receives what is ignored
   */
  LayerNodes(
      SourceText text, boolean isReordered, Map<String, JsonValue> options, Set<String> notes) {
    this.text = text;
    this.isReordered = isReordered;
    this.options = options;
    this.notes = notes;
  }

  /**
   * What a node says.
   *
   * @param activation what its call applies to the result; null where it does not
   */
  record Read(Layer layer, @Nullable Value activation) {}

  /**
   * The layer of a node.
   *
   * @param hints fill in what the text leaves open
   * @param sizes the output sizes of a transposed convolution whose output_shape depends on the
   *     input; null for other layers, and while unknown
   */
  Read read(LayerNode node, Hints hints, @Nullable OutputSizes sizes) {
    Read layer = withoutMisfits(hints, told -> attempt(node, told, null, null));
    if (sizes == null) {
      return layer;
    }
    try {
      return withoutMisfits(hints, told -> attempt(node, told, sizes, null));
    } catch (Refusal refusal) {
      // Everything but the sizes is valid.
      throw sizes.refusal();
    }
  }

  /**
   * The layer of a node that is read for one input size.
   *
   * @param on the shape of its input
   */
  Read readSized(Node node, Hints hints, Shape on) {
    return node instanceof LayerNode layer
        ? withoutMisfits(hints, told -> attempt(layer, told, null, on))
        : withoutMisfits(hints, told -> attempt((RecordNode) node, told, on));
  }

  Read read(RecordNode node, Hints hints) {
    return withoutMisfits(hints, told -> attempt(node, told, null));
  }

  private interface Reading {
    Read with(Hints hints);
  }

  /** Channels that do not fit this layer are a difference between the sides, not an error. */
  private static Read withoutMisfits(Hints hints, Reading reading) {
    try {
      return reading.with(hints);
    } catch (Refusal refusal) {
      if (hints.in() == null && hints.out() == null) {
        throw refusal;
      }
      return reading.with(hints.kernelOnly());
    }
  }

  private Read attempt(
      LayerNode node, Hints hints, @Nullable OutputSizes sizes, @Nullable Shape sized) {
    String name = node.call().name();
    boolean isFunction = CallNames.isFunction(name);
    Map<String, JsonValue> told = isFunction ? ofWeight(node, hints) : Map.of();
    Map<String, JsonValue> beside = new LinkedHashMap<>(told);
    beside.putAll(options);
    ReadCall read = CallReader.read(text, node.call(), beside);
    JsonObject spec = (JsonObject) read.record().require();
    Map<String, JsonValue> fields = new LinkedHashMap<>(spec.fields());
    told.forEach(fields::putIfAbsent);
    if (!isFunction) {
      putInChannels(fields, hints, node.line(), node.column());
    }
    if (sized != null) {
      fields.put(Argument.INPUT_SHAPE, shape(sized, node));
    }
    if (sized != null && node.outputSize() != null) {
      fields.put(Argument.OUTPUT_SIZE, node.outputSize());
    }
    if (sizes != null) {
      sizes.putInto(fields);
    } else if (!node.outputShape().isEmpty()) {
      // Only the layout is needed, and SAME fits every kernel.
      fields.put(Argument.PADDING, new JsonString(node.line(), node.column(), "SAME"));
      fields.put(Argument.OUTPUT_PADDING, new JsonNull(node.line(), node.column()));
    }
    Node.SamePadNode pad = node.samePad();
    if (pad != null && name.startsWith("onnx.")) {
      String rule = SamePads.isLower(pad) ? "SAME_LOWER" : "SAME_UPPER";
      fields.put(Argument.AUTO_PAD, new JsonString(node.line(), node.column(), rule));
    } else if (pad != null && name.startsWith("tf.")) {
      fields.put(Argument.PADDING, new JsonString(node.line(), node.column(), "SAME"));
    } else if (pad != null) {
      fields.put(Argument.RUNTIME_PADDING, new JsonString(node.line(), node.column(), "SAME"));
    }
    Boolean counts = node.countsPadding();
    if (counts != null) {
      String average = JaxOp.AVG_POOL.functionName();
      fields.put(Argument.OP, new JsonString(node.line(), node.column(), average));
      fields.put(Argument.COUNT_INCLUDE_PAD, new JsonBoolean(node.line(), node.column(), counts));
    }
    boolean isJax = CallNames.isJax(name);
    if (isFunction && !isJax && KernelFlip.isFlipped(node, text)) {
      fields.put(Argument.FLIP_KERNEL, new JsonBoolean(node.line(), node.column(), true));
    }
    Layer layer = layer(spec, fields);
    if ((isJax || !isFunction) && KernelFlip.isFlipped(node, layer, text)) {
      String flip = isJax ? Argument.WINDOW_REVERSAL : Argument.FLIP_KERNEL;
      fields.put(flip, new JsonBoolean(node.line(), node.column(), !fields.containsKey(flip)));
      layer = layer(spec, fields);
    }
    if (pad != null) {
      SamePads.requireKernel(pad, layer, text);
    }
    notes.addAll(read.ignored());
    return new Read(
        sizes == null ? layer : sizes.opened(layer), read.afterwards().get("activation"));
  }

  private static JsonValue shape(Shape shape, Node node) {
    List<JsonValue> sizes = new ArrayList<>();
    for (Size size : shape.sizes()) {
      sizes.add(
          size.isKnown()
              ? new JsonNumber(node.line(), node.column(), size.value())
              : new JsonNull(node.line(), node.column()));
    }
    return new JsonArray(node.line(), node.column(), sizes);
  }

  private Read attempt(RecordNode node, Hints hints, @Nullable Shape sized) {
    JsonValue value = node.spec().require();
    if (value instanceof JsonObject object
        && object.fields().get("spec") instanceof JsonObject spec) {
      Map<String, JsonValue> fields = new LinkedHashMap<>(object.fields());
      fields.put("spec", completed(spec, hints, sized, node));
      value = new JsonObject(object.line(), object.column(), fields);
    } else if (value instanceof JsonObject spec) {
      value = completed(spec, hints, sized, node);
    }
    return new Read(layer(new JsonRecord(text.source(), "", value, List.of())), null);
  }

  private static JsonObject completed(
      JsonObject spec, Hints hints, @Nullable Shape sized, Node node) {
    Map<String, JsonValue> fields = new LinkedHashMap<>(spec.fields());
    if (sized != null) {
      fields.put(Argument.INPUT_SHAPE, shape(sized, node));
    }
    if (!fields.containsKey(Argument.WEIGHT_SHAPE)) {
      Map<String, JsonValue> told = told(fields, hints, spec.line(), spec.column());
      told.remove(Argument.DEPTH_MULTIPLIER);
      told.remove(Argument.GROUPS);
      told.forEach(fields::putIfAbsent);
    }
    return new JsonObject(spec.line(), spec.column(), fields);
  }

  private Layer layer(JsonObject at, Map<String, JsonValue> fields) {
    JsonObject whole = new JsonObject(at.line(), at.column(), fields);
    return layer(new JsonRecord(text.source(), "", whole, List.of()));
  }

  private Layer layer(JsonRecord record) {
    try {
      return new RecordReader(options).read(record).spec();
    } catch (Refusal refusal) {
      throw InText.refusal(refusal, text);
    }
  }

  /** Hints for a function: the shape of its weight, or else the layer of the other side. */
  private Map<String, JsonValue> ofWeight(LayerNode node, Hints hints) {
    if (options.containsKey(Argument.WEIGHT_SHAPE)) {
      return Map.of();
    }
    List<Integer> shape = node.weight() == null ? List.of() : WeightShape.of(node.weight());
    String name = node.call().name();
    if (!shape.isEmpty()) {
      Map<String, JsonValue> told = new LinkedHashMap<>();
      told.put(Argument.WEIGHT_SHAPE, list(shape, node.line(), node.column()));
      // A TensorFlow filter has the channels of one group; the data determines the groups.
      if (name.startsWith("tf.") && hints.in() != null && !name.endsWith("_transpose")) {
        told.put(Argument.IN_CHANNELS, new JsonNumber(node.line(), node.column(), hints.in()));
      }
      return told;
    }
    if (name.endsWith("reduce_window") && !isReordered) {
      return hints.forWindows(node.line(), node.column());
    }
    if (CallNames.isJax(name)) {
      JaxOp op =
          name.contains("pool") || name.endsWith("reduce_window") ? JaxOp.MAX_POOL : JaxOp.CONV;
      return hints.forJax(op, node.line(), node.column());
    }
    return told(
        name.startsWith("tf."),
        name.substring(name.lastIndexOf('.') + 1),
        hints,
        node.line(),
        node.column());
  }

  private static Map<String, JsonValue> told(
      Map<String, JsonValue> fields, Hints hints, int line, int column) {
    String op = fields.get(Argument.OP) instanceof JsonString name ? name.value() : "";
    if (isOnnx(fields, op)) {
      return new LinkedHashMap<>(
          OnnxOp.named(op).map(known -> hints.forOnnx(known, line, column)).orElse(Map.of()));
    }
    if (JaxOp.named(op).isPresent()) {
      return hints.forJax(JaxOp.named(op).get(), line, column);
    }
    boolean isTensorFlow =
        TensorFlowOp.isUnmistakable(op)
            || (fields.get(Argument.FRAMEWORK) instanceof JsonString framework
                && framework.value().equals("tensorflow"));
    return told(isTensorFlow, op, hints, line, column);
  }

  static boolean isOnnx(Map<String, JsonValue> fields, String op) {
    return fields.get(Argument.FRAMEWORK) instanceof JsonString framework
        ? framework.value().equals(Framework.ONNX.id())
        : OnnxOp.isUnmistakable(op);
  }

  private static Map<String, JsonValue> told(
      boolean isTensorFlow, String op, Hints hints, int line, int column) {
    Map<String, JsonValue> told =
        isTensorFlow
            ? TensorFlowOp.named(op)
                .map(known -> hints.forTensorFlow(known, line, column))
                .orElse(Map.of())
            : ConvOp.named(op).map(known -> hints.forTorch(known, line, column)).orElse(Map.of());
    return new LinkedHashMap<>(told);
  }

  /** The input channels of a class without that argument. */
  private static void putInChannels(
      Map<String, JsonValue> fields, Hints hints, int line, int column) {
    Map<String, JsonValue> told = told(fields, hints, line, column);
    JsonValue channels = told.get(Argument.IN_CHANNELS);
    boolean isWhole = fields.containsKey(Argument.WEIGHT_SHAPE);
    if (isOnnx(fields, "") && !isWhole) {
      told.forEach(fields::putIfAbsent);
      return;
    }
    if (channels != null
        && !fields.containsKey(Argument.INPUT_SHAPE)
        && !fields.containsKey(Argument.WEIGHT_SHAPE)) {
      fields.putIfAbsent(Argument.IN_CHANNELS, channels);
    }
  }

  private static JsonArray list(List<Integer> numbers, int line, int column) {
    List<JsonValue> items = new ArrayList<>();
    numbers.forEach(number -> items.add(new JsonNumber(line, column, (long) number)));
    return new JsonArray(line, column, items);
  }
}
