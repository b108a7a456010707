package io.github.padbridge.expression;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators of literals: integer arithmetic, quotients, and repeated or joined lists. */
final class Arithmetic {
  /** The limit of items in a list that an operator makes. */
  private static final int LONGEST = 64;

  private Arithmetic() {}

  /**
   * {@code left operator right}, at the place of the left value; null if the operator does not take
   * these operands. A quotient that is whole is an integer.
   *
   * @throws ArithmeticException if there is no result, or it is too large; the message says why
   */
  static @Nullable JsonValue of(String operator, JsonValue left, JsonValue right) {
    if (left instanceof JsonArray list && right instanceof JsonArray more && operator.equals("+")) {
      List<JsonValue> items = new ArrayList<>(list.items());
      items.addAll(more.items());
      return list(left, items);
    }
    if (operator.equals("*") && left instanceof JsonArray list && isInteger(right)) {
      return repeated(left, list, integer(right));
    }
    if (operator.equals("*") && right instanceof JsonArray list && isInteger(left)) {
      return repeated(left, list, integer(left));
    }
    if (!isInteger(left) || !isInteger(right) || operator.equals("@")) {
      return null;
    }
    Number result =
        operator.equals("/")
            ? quotient(integer(left), integer(right))
            : (Number) IntegerArithmetic.apply(operator, integer(left), integer(right));
    return new JsonNumber(left.line(), left.column(), result);
  }

  static boolean isInteger(JsonValue value) {
    return value instanceof JsonNumber number && number.value() instanceof Long;
  }

  private static long integer(JsonValue value) {
    return ((JsonNumber) value).value().longValue();
  }

  private static Number quotient(long left, long right) {
    long whole = IntegerArithmetic.apply("//", left, right);
    return left % right == 0 ? (Number) whole : (Number) ((double) left / right);
  }

  private static JsonArray repeated(JsonValue at, JsonArray list, long times) {
    List<JsonValue> items = new ArrayList<>();
    for (long i = 0; i < times && items.size() <= LONGEST; i++) {
      items.addAll(list.items());
    }
    return list(at, items);
  }

  private static JsonArray list(JsonValue at, List<JsonValue> items) {
    if (items.size() > LONGEST) {
      throw new ArithmeticException("the list has more than " + LONGEST + " items");
    }
    return new JsonArray(at.line(), at.column(), List.copyOf(items));
  }
}
