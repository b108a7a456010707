package io.github.padbridge.expression;

import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Python functions of numbers that layers are written with: {@code int(7 / 2)}. */
final class Builtins {
  private Builtins() {}

  /** The value of a call of such a function with literals; the call itself otherwise. */
  static Value value(Call call) {
    List<JsonValue> arguments = new ArrayList<>();
    for (CallArgument argument : call.arguments()) {
      if (argument.keyword() != null || !(argument.value() instanceof Literal literal)) {
        return new Value.Nested(call);
      }
      arguments.add(literal.value());
    }
    JsonValue result = result(call, arguments);
    return result == null ? new Value.Nested(call) : new Literal(result);
  }

  private static @Nullable JsonValue result(Call call, List<JsonValue> arguments) {
    return switch (call.name()) {
      case "max" -> extreme(call, arguments, true);
      case "min" -> extreme(call, arguments, false);
      case "tuple", "list" ->
          only(arguments) instanceof JsonArray list
              ? new JsonArray(call.line(), call.column(), list.items())
              : null;
      case "len" ->
          only(arguments) instanceof JsonArray list ? number(call, list.items().size()) : null;
      default -> only(arguments) instanceof JsonNumber number ? ofNumber(call, number) : null;
    };
  }

  private static @Nullable JsonValue only(List<JsonValue> arguments) {
    return arguments.size() == 1 ? arguments.get(0) : null;
  }

  private static @Nullable JsonValue ofNumber(Call call, JsonNumber number) {
    double value = number.value().doubleValue();
    boolean isExact = Math.abs(value) < 1L << 52;
    if (!isExact) {
      return null;
    }
    return switch (call.name()) {
      case "int", "math.trunc" -> number(call, (long) value);
      case "math.floor" -> number(call, (long) Math.floor(value));
      case "math.ceil" -> number(call, (long) Math.ceil(value));
      // Halves go to the even neighbour, as in Python.
      case "round" -> number(call, (long) Math.rint(value));
      case "abs" -> Arithmetic.isInteger(number) ? number(call, Math.abs((long) value)) : null;
      default -> null;
    };
  }

  /** The largest or smallest of integers. */
  private static @Nullable JsonValue extreme(
      Call call, List<JsonValue> arguments, boolean largest) {
    List<JsonValue> all = only(arguments) instanceof JsonArray list ? list.items() : arguments;
    if (all.isEmpty() || !all.stream().allMatch(Arithmetic::isInteger)) {
      return null;
    }
    Comparator<Long> order = largest ? Comparator.naturalOrder() : Comparator.reverseOrder();
    Optional<Long> extreme =
        all.stream().map(item -> ((JsonNumber) item).value().longValue()).max(order);
    return number(call, extreme.get());
  }

  private static JsonNumber number(Call call, long value) {
    return new JsonNumber(call.line(), call.column(), value);
  }
}
