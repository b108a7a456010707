package io.github.padbridge.modelfile.keras;

import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.model.Extent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a layer of the config of a Keras layer: its arguments by the names of a spec, so that one
 * reader and one set of rules serves both.
 */
final class KerasSpec {
  private final KerasNode node;
  private final KerasClass type;

  KerasSpec(KerasNode node, KerasClass type) {
    this.node = node;
    this.type = type;
  }

  /**
   * The layer.
   *
   * @param input the shape of its input; empty where that is not known
   * @throws io.github.padbridge.diagnostic.Refusal if TensorFlow would refuse it
   */
  TensorFlowSpec read(List<Extent> input) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    fields.put(Argument.FRAMEWORK, new JsonString(0, 0, "tensorflow"));
    fields.put(Argument.OP, new JsonString(0, 0, type.opName()));
    boolean pools = type.isLocalPooling();
    put(fields, Argument.KERNEL_SIZE, pools ? "pool_size" : "kernel_size");
    put(fields, Argument.STRIDES, pools && isNull("strides") ? "pool_size" : "strides");
    put(fields, Argument.PADDING, "padding");
    put(fields, Argument.DATA_FORMAT, "data_format");
    if (!pools) {
      put(fields, Argument.DILATIONS, "dilation_rate");
      put(fields, Argument.BIAS, "use_bias");
    }
    switch (type.kind()) {
      case CONV -> {
        put(fields, Argument.FILTERS, "filters");
        put(fields, Argument.GROUPS, "groups");
      }
      case CONV_TRANSPOSE -> {
        put(fields, Argument.FILTERS, "filters");
        fields.put(Argument.OUTPUT_PADDING, json(node.config().get("output_padding")));
      }
      case DEPTHWISE_CONV -> put(fields, Argument.DEPTH_MULTIPLIER, "depth_multiplier");
      default -> {}
    }
    if (!input.isEmpty()) {
      List<JsonValue> sizes = new ArrayList<>();
      input.forEach(size -> sizes.add(json(size.value())));
      fields.put(Argument.INPUT_SHAPE, new JsonArray(0, 0, sizes));
    }
    JsonObject spec = new JsonObject(0, 0, fields);
    JsonRecord record = new JsonRecord(node.name(), "", spec, List.of());
    return (TensorFlowSpec) new RecordReader(Map.of()).read(record).spec();
  }

  private boolean isNull(String name) {
    return node.config().get(name) == null;
  }

  private void put(Map<String, JsonValue> fields, String argument, String name) {
    Object value = node.config().get(name);
    if (value instanceof String word) {
      fields.put(argument, new JsonString(0, 0, word.toLowerCase(Locale.ROOT)));
    } else if (value != null) {
      fields.put(argument, json(value));
    }
  }

  private static JsonValue json(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new JsonArray(0, 0, list.stream().map(KerasSpec::json).toList());
    }
    if (value instanceof Number number) {
      return new JsonNumber(0, 0, number);
    }
    if (value instanceof Boolean bool) {
      return new JsonBoolean(0, 0, bool);
    }
    return value instanceof String text ? new JsonString(0, 0, text) : new JsonNull(0, 0);
  }

  /** The arguments of what is no layer here, by TensorFlow's names, as far as they are given. */
  Map<String, @Nullable Object> arguments(List<Extent> input) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put(Argument.FRAMEWORK, "tensorflow");
    arguments.put(Argument.OP, type.opName());
    Map<String, String> names = new LinkedHashMap<>();
    names.put("filters", Argument.FILTERS);
    names.put("depth_multiplier", Argument.DEPTH_MULTIPLIER);
    names.put("kernel_size", Argument.KERNEL_SIZE);
    names.put("output_size", "output_size");
    names.put("strides", Argument.STRIDES);
    names.put("padding", Argument.PADDING);
    names.put("dilation_rate", Argument.DILATIONS);
    names.put("use_bias", Argument.BIAS);
    names.put("keepdims", "keepdims");
    names.forEach(
        (name, argument) -> {
          Object value = node.config().get(name);
          boolean isWord = argument.equals(Argument.PADDING) && value instanceof String;
          Object plain = isWord ? String.valueOf(value).toUpperCase(Locale.ROOT) : plain(value);
          if (plain != null) {
            arguments.put(argument, plain);
          }
        });
    String axes = type.rank() == 1 ? "W" : type.rank() == 2 ? "HW" : "DHW";
    arguments.put(Argument.DATA_FORMAT, node.isChannelsFirst() ? "NC" + axes : "N" + axes + "C");
    if (!input.isEmpty()) {
      arguments.put(Argument.INPUT_SHAPE, input.stream().map(size -> size.size("?")).toList());
    }
    return arguments;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    List<Integer> numbers = KerasNode.integers(value);
    if (value instanceof Boolean) {
      return value;
    }
    return numbers.isEmpty() ? null : value instanceof Long ? (Object) numbers.get(0) : numbers;
  }

  /** The call as one writes it, without what is usual: {@code Conv2D(64, 3, padding="same")}. */
  String written() {
    List<String> arguments = new ArrayList<>();
    for (String name : List.of("filters", "kernel_size", "pool_size", "output_size")) {
      List<Integer> numbers = node.integers(name);
      if (!numbers.isEmpty()) {
        arguments.add(number(numbers));
      }
    }
    List<Integer> windows = node.integers(type.isLocalPooling() ? "pool_size" : "none");
    List<Integer> strides = node.integers("strides");
    if (!strides.isEmpty() && !strides.equals(windows) && !(windows.isEmpty() && isOne(strides))) {
      arguments.add("strides=" + number(strides));
    }
    if (type.kind() == KerasClass.Kind.PAD) {
      return writtenOp();
    }
    if (type.isPadOrCrop()) {
      String amounts = type.kind() == KerasClass.Kind.CROPPING ? "cropping" : "padding";
      arguments.add(tuples(node.config().get(amounts)));
    } else if (node.config().get("padding") instanceof String word && !word.equals("valid")) {
      arguments.add("padding=\"" + word + "\"");
    }
    List<Integer> dilations = node.integers("dilation_rate");
    if (!dilations.isEmpty() && !isOne(dilations)) {
      arguments.add("dilation_rate=" + number(dilations));
    }
    for (String name : List.of("groups", "depth_multiplier")) {
      List<Integer> numbers = node.integers(name);
      if (!numbers.isEmpty() && !isOne(numbers)) {
        arguments.add(name + "=" + number(numbers));
      }
    }
    List<Integer> more = node.integers("output_padding");
    if (!more.isEmpty()) {
      arguments.add("output_padding=" + number(more));
    }
    if (Boolean.FALSE.equals(node.config().get("use_bias"))) {
      arguments.add("use_bias=False");
    }
    if (node.isChannelsFirst()) {
      arguments.add("data_format=\"channels_first\"");
    }
    return node.className() + "(" + String.join(", ", arguments) + ")";
  }

  private String writtenOp() {
    String mode = String.valueOf(node.config().get("mode"));
    Object value = node.keywords().get("constant_values");
    String constant =
        value instanceof Double number && number.isInfinite()
            ? "float(\"" + (number > 0 ? "inf" : "-inf") + "\")"
            : String.valueOf(value);
    return "ops.pad(x, "
        + tuples(node.config().get("pad_width"))
        + (mode.equals("constant") ? "" : ", mode=\"" + mode + "\"")
        + (value == null ? "" : ", constant_values=" + constant)
        + ")";
  }

  private static String tuples(@Nullable Object lists) {
    return String.valueOf(lists).replace('[', '(').replace(']', ')');
  }

  private static boolean isOne(List<Integer> numbers) {
    return numbers.stream().allMatch(number -> number == 1);
  }

  private static String number(List<Integer> numbers) {
    String all = numbers.toString();
    return numbers.stream().distinct().count() == 1
        ? String.valueOf(numbers.get(0))
        : "(" + all.substring(1, all.length() - 1) + ")";
  }
}
