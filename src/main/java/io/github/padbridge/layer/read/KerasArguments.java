package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the arguments of Keras layers to those of {@code tf.nn}, and checks the Keras rules. */
final class KerasArguments {
  private KerasArguments() {}

  /** Converts the arguments in place. */
  static void complete(Map<String, JsonValue> fields) {
    JsonValue batched = fields.remove("batch_input_shape");
    if (batched != null) {
      fields.put(Argument.INPUT_SHAPE, batched);
    } else if (fields.get(Argument.INPUT_SHAPE) instanceof JsonArray shape) {
      List<JsonValue> sizes = new ArrayList<>(shape.items());
      sizes.add(0, new JsonNull(shape.line(), shape.column()));
      fields.put(Argument.INPUT_SHAPE, new JsonArray(shape.line(), shape.column(), sizes));
    }
    for (String name : List.of(Argument.PADDING, Argument.DATA_FORMAT)) {
      if (fields.get(name) instanceof JsonString word) {
        // Keras accepts any case.
        String lower = word.value().toLowerCase(Locale.ROOT);
        fields.put(name, new JsonString(word.line(), word.column(), lower));
      }
    }
    if (fields.get(Argument.DATA_FORMAT) instanceof JsonNull) {
      fields.remove(Argument.DATA_FORMAT);
    }
    if (fields.get(Argument.STRIDES) instanceof JsonNull) {
      fields.remove(Argument.STRIDES);
      if (fields.containsKey(Argument.KERNEL_SIZE)) {
        fields.put(Argument.STRIDES, fields.get(Argument.KERNEL_SIZE));
      }
    }
  }

  /** The dilations, if Keras refuses them because of the strides. */
  static Optional<JsonValue> stridedAndDilated(String op, Map<String, JsonValue> fields) {
    JsonValue dilations = fields.get(Argument.DILATIONS);
    // TensorFlowRules has a rule with better help for depthwise layers.
    boolean depthwise = op.startsWith("depthwise");
    boolean strided = isAboveOne(fields.get(Argument.STRIDES));
    return dilations != null && isAboveOne(dilations) && strided && !depthwise
        ? Optional.of(dilations)
        : Optional.empty();
  }

  /** The op with the same arguments that Keras refuses; null if there is none. */
  static @Nullable String stridedAndDilatedHelp(String op) {
    return List.of("conv1d", "conv2d").contains(op) ? "use tf.nn." + op : null;
  }

  /** The layer that pads a convolution by a number; null for other layers. */
  static @Nullable String paddingLayer(String op, JsonValue padding) {
    return op.matches("conv[123]d") && padding instanceof JsonNumber
        ? "put keras.layers.ZeroPadding"
            + op.charAt(op.length() - 2)
            + "D("
            + padding.quoted()
            + ") in front"
        : null;
  }

  private static boolean isAboveOne(@Nullable JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.items().stream().anyMatch(KerasArguments::isAboveOne);
    }
    return value instanceof JsonNumber number && number.value().doubleValue() > 1;
  }
}
