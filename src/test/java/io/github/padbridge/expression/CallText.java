package io.github.padbridge.expression;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.List;
import java.util.stream.Collectors;

/** A parsed call written out again in one fixed way: tuples and lists alike in square brackets. */
final class CallText {
  private CallText() {}

  static String of(Call call) {
    return call.name()
        + call.arguments().stream()
            .map(
                argument ->
                    (argument.keyword() == null ? "" : argument.keyword() + "=")
                        + of(argument.value()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String of(Value value) {
    if (value instanceof Value.Literal literal) {
      return of(literal.value());
    }
    if (value instanceof Value.Nested nested) {
      return of(nested.call());
    }
    if (value instanceof Value.Negated negated) {
      return "-" + of(negated.operand());
    }
    return value instanceof Value.Sequence sequence
        ? sequence.items().stream().map(CallText::of).toList().toString()
        : ((Value.Name) value).dotted();
  }

  private static String of(JsonValue value) {
    if (value instanceof JsonArray array) {
      List<String> items = array.items().stream().map(CallText::of).toList();
      return items.toString();
    }
    if (value instanceof JsonString string) {
      return '"' + string.value() + '"';
    }
    return new Value.Literal(value).quoted();
  }
}
