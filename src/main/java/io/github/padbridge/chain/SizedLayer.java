package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.RecordNode;
import io.github.padbridge.expression.Call;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.shape.Layout;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A layer that is read for one input size: a PyTorch transposed convolution that is called with an
 * output size, an ONNX node with an output shape, and an ONNX global pooling.
 */
final class SizedLayer {
  private static final JsonNull NONE = new JsonNull(0, 0);

  private SizedLayer() {}

  /** Whether a step is such a layer, and has no input shape of its own. */
  static boolean is(Node node) {
    return isOnnx(node) || (node instanceof LayerNode && hasOutputSize(node));
  }

  /** Whether it is an ONNX node, which cannot be read without the size. */
  static boolean isOnnx(Node node) {
    if (node instanceof LayerNode layer) {
      Call call = layer.call();
      return OnnxOp.isUnmistakable(call.name())
          && isOnnx(call.name(), name -> call.keyword(name).isPresent());
    }
    Map<String, JsonValue> fields = fields(node);
    String op = fields.get(Argument.OP) instanceof JsonString name ? name.value() : "";
    return LayerNodes.isOnnx(fields, op) && isOnnx(op, fields::containsKey);
  }

  /** Whether it is a PyTorch transposed convolution with an output size. */
  static boolean hasOutputSize(Node node) {
    return node instanceof LayerNode layer
        ? layer.outputSize() != null
        : !(fields(node).getOrDefault(Argument.OUTPUT_SIZE, NONE) instanceof JsonNull);
  }

  /** The arguments of a spec; none for other steps. */
  private static Map<String, JsonValue> fields(Node node) {
    if (!(node instanceof RecordNode record
        && record.spec().require() instanceof JsonObject whole)) {
      return Map.of();
    }
    return whole.fields().get("spec") instanceof JsonObject spec ? spec.fields() : whole.fields();
  }

  private static boolean isOnnx(String op, Predicate<String> hasArgument) {
    boolean isGlobal = OnnxOp.named(op).filter(OnnxOp::isGlobal).isPresent();
    return (isGlobal || hasArgument.test(Argument.OUTPUT_SHAPE))
        && !hasArgument.test(Argument.INPUT_SHAPE);
  }

  /** The order of the axes that such a layer takes. */
  static Layout layout(Node node, int rank) {
    return isOnnx(node) ? Layout.of("NC", rank - 2, "") : OutputSizeCall.layout((LayerNode) node);
  }
}
