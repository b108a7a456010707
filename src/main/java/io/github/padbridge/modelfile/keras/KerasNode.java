package io.github.padbridge.modelfile.keras;

import io.github.padbridge.modelfile.common.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a Keras model as its config has it.
 *
 * @param name its own name
 * @param className such as {@code Conv2D}
 * @param isOwn whether the class is the model's own and not of Keras
 * @param config its arguments
 * @param calls for each time that it is called, the tensors that it takes
 * @param keywords the keyword arguments of its first call that are no tensors
 * @param buildShape the input that it was built with, recorded or not
 */
record KerasNode(
    String name,
    String className,
    boolean isOwn,
    Map<String, @Nullable Object> config,
    List<List<Tensor>> calls,
    Map<String, @Nullable Object> keywords,
    @Nullable Object buildShape) {

  /**
   * The output of a layer.
   *
   * @param layer the layer's name
   * @param call which of its calls
   * @param shape as recorded; null where it is not
   */
  record Tensor(String layer, int call, @Nullable Object shape) {
    String key() {
      return layer + "/" + call;
    }
  }

  static KerasNode of(@Nullable Object value) {
    Map<String, @Nullable Object> fields = PlainJson.fields(value);
    Map<String, @Nullable Object> config = PlainJson.fields(fields.get("config"));
    String className = PlainJson.text(fields.get("class_name"));
    String name = PlainJson.text(fields.get("name"));
    if (name == null) {
      name = PlainJson.text(config.get("name"));
    }
    List<List<Tensor>> calls = new ArrayList<>();
    List<@Nullable Object> inbound = PlainJson.items(fields.get("inbound_nodes"));
    for (Object call : inbound) {
      List<Tensor> tensors = new ArrayList<>();
      tensors(call, tensors, 0);
      calls.add(tensors);
    }
    return new KerasNode(
        name == null ? "" : name,
        className == null ? "" : className,
        isOwn(fields.get("module"), fields.containsKey("module")),
        config,
        calls,
        inbound.isEmpty()
            ? Map.of()
            : PlainJson.fields(PlainJson.fields(inbound.get(0)).get("kwargs")),
        PlainJson.fields(fields.get("build_config")).get("input_shape"));
  }

  /** Keras 2 records no module. */
  private static boolean isOwn(@Nullable Object module, boolean isRecorded) {
    return isRecorded && !(module instanceof String name && name.matches("keras(\\..*)?"));
  }

  /** Finds tensors as Keras 3 writes them, and as {@code ["layer", call, output]}. */
  private static void tensors(@Nullable Object value, List<Tensor> sink, int depth) {
    if (depth > 20) {
      return;
    }
    if (value instanceof List<?> list) {
      boolean isTensor =
          list.size() >= 3
              && list.get(0) instanceof String
              && list.get(1) instanceof Long
              && list.get(2) instanceof Long;
      if (isTensor) {
        sink.add(tensor(list, null));
      } else {
        list.forEach(item -> tensors(item, sink, depth + 1));
      }
    }
    Map<String, @Nullable Object> fields = PlainJson.fields(value);
    Map<String, @Nullable Object> config = PlainJson.fields(fields.get("config"));
    List<@Nullable Object> history = PlainJson.items(config.get("keras_history"));
    if (history.size() >= 3) {
      sink.add(tensor(history, config.get("shape")));
    } else {
      fields.values().forEach(item -> tensors(item, sink, depth + 1));
    }
  }

  private static Tensor tensor(List<?> history, @Nullable Object shape) {
    int call = history.get(1) instanceof Long number ? number.intValue() : 0;
    return new Tensor(String.valueOf(history.get(0)), call, shape);
  }

  /** An argument as a list of integers; empty where it is none. */
  List<Integer> integers(String name) {
    return integers(config.get(name));
  }

  static List<Integer> integers(@Nullable Object value) {
    List<Integer> numbers = new ArrayList<>();
    for (Object item : value instanceof Long ? List.of(value) : PlainJson.items(value)) {
      if (!(item instanceof Long number) || number.intValue() != number) {
        return List.of();
      }
      numbers.add(number.intValue());
    }
    return numbers;
  }

  boolean isChannelsFirst() {
    return "channels_first".equals(config.get("data_format"));
  }
}
