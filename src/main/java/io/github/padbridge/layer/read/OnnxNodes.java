package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.OnnxOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes made by {@code onnx.helper.make_node("Conv", inputs, outputs, kernel_shape=[3, 3])}. */
public final class OnnxNodes {
  private static final String FUNCTION = "make_node";
  private static final Set<String> IGNORED = Set.of("name", "doc_string", "domain", "overload");

  /** The inputs of a convolution with a bias. */
  private static final int WITH_BIAS = 3;

  private OnnxNodes() {}

  /** Whether a name is {@code make_node}, with or without its module. */
  public static boolean isMaker(String name) {
    return FunctionNames.bare(name).equals(FUNCTION);
  }

  /**
   * The node as a call of its op, {@code onnx.Conv(kernel_shape=[3, 3])}. Any other call is
   * returned as it is.
   */
  public static Call asOp(Call call) {
    Optional<String> op = isMaker(call.name()) ? op(call) : Optional.empty();
    if (op.isEmpty()) {
      return call;
    }
    List<CallArgument> arguments = new ArrayList<>();
    for (CallArgument argument : call.arguments()) {
      if (argument.keyword() != null
          && !argument.keyword().equals("inputs")
          && !argument.keyword().equals("outputs")
          && !IGNORED.contains(argument.keyword())) {
        arguments.add(argument);
      }
    }
    List<Value> inputs = inputs(call);
    boolean hasBias =
        OnnxOp.named(op.get()).filter(known -> !known.isPooling()).isPresent()
            && call.keyword(Argument.BIAS).isEmpty();
    if (hasBias && !inputs.isEmpty()) {
      boolean given = inputs.size() >= WITH_BIAS && isName(inputs.get(WITH_BIAS - 1));
      JsonValue bias = new JsonBoolean(call.line(), call.column(), given);
      arguments.add(
          new CallArgument(Argument.BIAS, new Value.Literal(bias), call.line(), call.column()));
    }
    return new Call("onnx." + op.get(), arguments, call.line(), call.column());
  }

  /** The call of an op, {@code onnx.Pad(pads=[1, 1])}, as its node. */
  public static Call asNode(Call call) {
    JsonValue op = new JsonString(call.line(), call.column(), FunctionNames.bare(call.name()));
    List<CallArgument> arguments = new ArrayList<>();
    arguments.add(new CallArgument(null, new Value.Literal(op), call.line(), call.column()));
    arguments.addAll(call.arguments());
    return new Call("onnx.helper." + FUNCTION, arguments, call.line(), call.column());
  }

  private static Optional<String> op(Call call) {
    List<CallArgument> positional = call.positional();
    return !positional.isEmpty()
            && positional.get(0).value() instanceof Value.Literal literal
            && literal.value() instanceof JsonString name
        ? Optional.of(name.value())
        : Optional.empty();
  }

  /** Whether an input is given: an empty name, or one that depends on a condition, is not. */
  private static boolean isName(Value input) {
    return input instanceof Value.Name
        || (input instanceof Value.Literal literal
            && literal.value() instanceof JsonString name
            && !name.value().isEmpty());
  }

  /** The inputs; empty if they are not a list. */
  private static List<Value> inputs(Call call) {
    Optional<Value> value =
        call.keyword("inputs")
            .map(CallArgument::value)
            .or(
                () ->
                    call.positional().size() > 1
                        ? Optional.of(call.positional().get(1).value())
                        : Optional.empty());
    if (value.isPresent() && value.get() instanceof Value.Sequence sequence) {
      return sequence.items();
    }
    return value.isPresent()
            && value.get() instanceof Value.Literal literal
            && literal.value() instanceof JsonArray array
        ? array.items().stream().map(item -> (Value) new Value.Literal(item)).toList()
        : List.of();
  }
}
