package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.chain.Operand.Items;
import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.layer.read.CallNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the data flow through calls of convolutions and poolings. */
final class Layers {
  private static final Operand OPEN = new Constant(new Value.Literal(new JsonNull(0, 0)));

  private final Evaluator evaluator;

  Layers(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** A function is applied to its tensor; a class is returned as a layer. */
  Operand of(Call call) {
    if (!CallNames.isFunction(call.name())) {
      return new Module(List.of(new Node.LayerNode(call, null, "", List.of())));
    }
    Arguments arguments = new Arguments(call);
    Value data = arguments.at(0, "input", "inputs", "lhs", "operand");
    Operand input = data == null ? Tensor.named("x") : evaluator.evaluate(data);
    if (input instanceof Constant) {
      // The reader of the call has better messages.
      input = Tensor.named("x");
    }
    if (!(input instanceof Tensor tensor)) {
      return input instanceof Unknown ? input : new Unknown(evaluator.notUnderstood(call));
    }
    return on(tensor, call);
  }

  /** A function applied to a tensor, whatever its call names as input. */
  Tensor on(Tensor tensor, Call call) {
    return evaluator.then(tensor, nodes(call, new Arguments(call), tensor), call);
  }

  /** The layer, after a refusal where the text changes its weight or bias. */
  private List<Node> nodes(Call call, Arguments arguments, Tensor data) {
    if (call.name().contains("pool") || call.name().endsWith("reduce_window")) {
      return List.of(node(call, arguments, data, null, ""));
    }
    Value weight = arguments.at(1, "weight", "filters", "filter", "rhs");
    boolean takesBias = !call.name().startsWith("tf.") && !CallNames.isJax(call.name());
    Value bias = takesBias ? arguments.at(2, "bias") : null;
    Operand weights = operand(weight);
    Operand biases = operand(bias);
    ParameterChange change = new ParameterChange(evaluator.text());
    List<Node> nodes = new ArrayList<>();
    change
        .ofWeight(weight, weights)
        .or(() -> change.ofBias(bias, biases))
        .map(refusal -> new Node.RefusedNode(refusal, call.line(), call.column()))
        .ifPresent(nodes::add);
    // A name that the text gives to the bias is the best.
    String name =
        bias instanceof Value.Name named
            ? named.dotted()
            : biases instanceof Tensor tensor ? tensor.root() : "";
    nodes.add(node(call, arguments, data, tensor(weights), name));
    return nodes;
  }

  private Node node(
      Call call, Arguments arguments, Tensor data, @Nullable Tensor weight, String bias) {
    boolean takesShape = call.name().endsWith("_transpose") && !CallNames.isJax(call.name());
    Value outputShape = takesShape ? arguments.at(2, "output_shape") : null;
    if (outputShape == null || !(operand(outputShape) instanceof Items given)) {
      return new Node.LayerNode(call, weight, bias, List.of());
    }
    Items sizes = ofData(given, data);
    boolean isOpen =
        sizes.items().stream()
            .anyMatch(size -> size instanceof Extent && size != sizes.items().get(0));
    int line = outputShape.line();
    int column = outputShape.column();
    JsonValue told =
        isOpen
            ? new JsonNull(line, column)
            : new JsonArray(line, column, numbers(sizes, line, column));
    Call changed = arguments.with(outputShape, new Value.Literal(told));
    return new Node.LayerNode(changed, weight, bias, isOpen ? sizes.items() : List.of());
  }

  /** The sizes with those of other tensors than the data open. */
  private static Items ofData(Items sizes, Tensor data) {
    return new Items(
        sizes.items().stream().map(size -> isOfOther(size, data) ? OPEN : size).toList());
  }

  private static boolean isOfOther(Operand size, Tensor data) {
    return size instanceof Extent extent && !extent.tensor().root().equals(data.root());
  }

  private static @Nullable Tensor tensor(@Nullable Operand operand) {
    return operand instanceof Tensor tensor ? tensor : null;
  }

  /** The sizes, if they are numbers; the batch size may depend on the input. */
  private static List<JsonValue> numbers(Items sizes, int line, int column) {
    List<JsonValue> numbers = new ArrayList<>();
    for (Operand size : sizes.items()) {
      numbers.add(
          size instanceof Constant constant
              ? constant.literal().value()
              : new JsonNull(line, column));
    }
    return numbers;
  }

  private @Nullable Operand operand(@Nullable Value value) {
    return value == null ? null : evaluator.evaluate(value);
  }
}
