package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The call of a PyTorch transposed convolution with an output size: {@code conv(x, output_size=(8,
 * 8))}.
 */
final class OutputSizeCall {
  private static final Pattern CLASS = Pattern.compile("(.*\\.)?(Lazy)?ConvTranspose[123]d");

  private OutputSizeCall() {}

  /** Whether a call makes a layer that may be called with an output size. */
  static boolean isOf(Call layer) {
    return CLASS.matcher(layer.name()).matches();
  }

  /** The layer with its output size; null if the call is another one. */
  static @Nullable Module of(Evaluator evaluator, Module module, Call call) {
    if (call.arguments().size() != 2
        || module.nodes().size() != 1
        || !(module.nodes().get(0) instanceof Node.LayerNode layer)
        || !isOf(layer.call())) {
      return null;
    }
    Value value = new Arguments(call).at(1, "output_size");
    if (value == null) {
      return null;
    }
    if (Literals.isNone(value)) {
      return module;
    }
    JsonValue size = literal(evaluator.evaluate(value), value);
    Node node =
        size == null
            ? new Node.RefusedNode(
                evaluator
                    .text()
                    .refusal(
                        value.line(),
                        value.column(),
                        "output_size must be numbers (got " + value.quoted() + ")",
                        "write the sizes as numbers, such as (8, 8)"),
                value.line(),
                value.column())
            : layer.sized(size);
    evaluator.joined().put(node, List.of(layer));
    return new Module(List.of(node));
  }

  /** The order of the axes that such a layer takes. */
  static Layout layout(Node.LayerNode layer) {
    String name = layer.call().name();
    return Layout.of("NC", name.charAt(name.length() - 2) - '0', "");
  }

  /** The sizes; null if they are no literals. */
  private static @Nullable JsonValue literal(Operand operand, Value at) {
    if (operand instanceof Constant constant) {
      JsonValue value = constant.literal().value();
      return value instanceof JsonNull ? null : value;
    }
    if (!(operand instanceof Items items)) {
      return null;
    }
    List<JsonValue> sizes = new ArrayList<>();
    for (Operand item : items.items()) {
      if (!(item instanceof Constant constant)) {
        return null;
      }
      sizes.add(constant.literal().value());
    }
    return new JsonArray(at.line(), at.column(), sizes);
  }
}
