package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tf.nn.pool}, as the pooling for its type and number of axes. */
final class PoolOfType {
  static final String NAME = "tf.nn.pool";

  private static final Signature SIGNATURE =
      Signature.of(
          "input, window_shape, pooling_type, strides, padding, data_format, dilations, name");

  private static final Map<String, String> TYPES = Map.of("MAX", "max", "AVG", "avg");

  private final SourceText text;
  private final Call call;
  private final Signature.Binding given;

  private PoolOfType(SourceText text, Call call) {
    this.text = text;
    this.call = call;
    this.given = SIGNATURE.bind(text, call);
  }

  /**
   * The same as a call of {@code tf.nn.max_pool2d} or one like it; other calls as they are.
   *
   * @throws Refusal if none does the same
   */
  static Call specific(SourceText text, Call call) {
    return FunctionNames.inFull(call.name()).equals(NAME)
        ? new PoolOfType(text, call).specific()
        : call;
  }

  private Call specific() {
    Value window = given.required("window_shape", null);
    int rank = list(window).size();
    if (rank < 1 || rank > 3) {
      throw refusal(window, "window_shape must be a list of 1 to 3 numbers", null);
    }
    String type = type();
    refuseDilations(type, rank, window);
    List<CallArgument> said = new ArrayList<>();
    add(said, "input", given.get("input"));
    add(said, "ksize", window);
    Value strides = given.get("strides");
    refuseGaps(window, strides);
    add(said, "strides", isNone(strides) ? number() : strides);
    Value padding = given.get("padding");
    add(said, "padding", padding == null ? word() : padding);
    add(said, "data_format", given.get("data_format"));
    add(said, "name", given.get("name"));
    return new Call("tf.nn." + type + "_pool" + rank + "d", said, call.line(), call.column());
  }

  private String type() {
    Value type = given.required("pooling_type", "\"MAX\" or \"AVG\"");
    String word =
        type instanceof Literal literal && literal.value() instanceof JsonString string
            ? string.value()
            : "";
    if (!TYPES.containsKey(word)) {
      throw refusal(type, "pooling_type must be \"MAX\" or \"AVG\"", null);
    }
    return TYPES.get(word);
  }

  /** {@code tf.nn.max_pool2d} and the like have no dilations. */
  private void refuseDilations(String type, int rank, Value window) {
    Value dilations = given.get("dilations");
    if (dilations == null || isNone(dilations) || isOfOnes(dilations)) {
      return;
    }
    boolean isSame =
        given.get("padding") instanceof Literal literal
            && literal.value() instanceof JsonString word
            && word.value().equals("SAME");
    if (isSame) {
      throw refusal(
          dilations,
          "tf.nn.pool takes no dilations with padding SAME (got " + dilations.quoted() + ")",
          "give padding=\"VALID\", and pad before it");
    }
    String same =
        type.equals("max")
            ? "nn.MaxPool" + rank + "d(" + window.quoted() + ", stride=1, dilation="
            : "onnx.AveragePool(kernel_shape=" + window.quoted() + ", dilations=";
    throw refusal(
        dilations,
        "tf.nn.pool with dilations is not supported",
        same + dilations.quoted() + ") computes the same on channels-first data");
  }

  /** {@code tf.nn.max_pool2d} takes such strides, {@code tf.nn.pool} does not. */
  private void refuseGaps(Value window, @Nullable Value strides) {
    List<JsonValue> sizes = list(window);
    List<JsonValue> steps = list(strides);
    for (int axis = 0; axis < Math.min(sizes.size(), steps.size()); axis++) {
      if (steps.get(axis).int32().orElse(0) > sizes.get(axis).int32().orElse(Integer.MAX_VALUE)) {
        throw refusal(
            window,
            "tf.nn.pool takes no strides larger than window_shape (got "
                + new JsonArray(0, 0, steps).quoted()
                + ")",
            "tf.nn.max_pool and tf.nn.avg_pool take them");
      }
    }
  }

  private static List<JsonValue> list(@Nullable Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonArray list
        ? list.items()
        : List.of();
  }

  private static boolean isNone(@Nullable Value value) {
    return value == null
        || (value instanceof Literal literal && literal.value() instanceof JsonNull);
  }

  private static boolean isOfOnes(Value value) {
    return list(value).stream().allMatch(item -> item.int32().orElse(0) == 1)
        && !list(value).isEmpty();
  }

  private Value number() {
    return new Literal(new JsonNumber(call.line(), call.column(), 1L));
  }

  private Value word() {
    return new Literal(new JsonString(call.line(), call.column(), "VALID"));
  }

  private static void add(List<CallArgument> to, String name, @Nullable Value value) {
    if (value != null) {
      to.add(new CallArgument(name, value, value.line(), value.column()));
    }
  }

  private Refusal refusal(Value at, String message, @Nullable String help) {
    return text.refusal(at.line(), at.column(), message, help);
  }
}
