package io.github.padbridge.notation;

import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Name;
import io.github.padbridge.expression.Value.Negated;
import io.github.padbridge.expression.Value.Nested;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the value of constant padding. */
final class FillValues {
  private static final Map<String, Double> WORDS =
      Map.of(
          "inf", Double.POSITIVE_INFINITY,
          "infinity", Double.POSITIVE_INFINITY,
          "-inf", Double.NEGATIVE_INFINITY,
          "-infinity", Double.NEGATIVE_INFINITY,
          "nan", Double.NaN);

  private final ErrorReporter reporter;

  FillValues(ErrorReporter reporter) {
    this.reporter = reporter;
  }

  /** The number; zero if the argument is missing or None. */
  FillValue read(@Nullable Value value) {
    boolean isNone = value instanceof Literal literal && literal.value() instanceof JsonNull;
    return value == null || isNone ? FillValue.ZERO : required(value);
  }

  /** The number, which must be one. */
  FillValue required(Value value) {
    return new FillValue(number(value));
  }

  private Number number(Value value) {
    if (value instanceof Literal literal && literal.value() instanceof JsonNumber number) {
      double approximate = number.value().doubleValue();
      if (!(number.value() instanceof Double) && Math.abs(approximate) >= FillValue.EXACT) {
        throw reporter.refusal(
            value,
            "the value must be a number that float64 holds (got " + value.quoted() + ")",
            null);
      }
      return number.value();
    }
    if (value instanceof Negated negated) {
      return -number(negated.operand()).doubleValue();
    }
    if (value instanceof Name name) {
      String last = name.dotted().substring(name.dotted().lastIndexOf('.') + 1);
      Double word = WORDS.get(last);
      if (word != null && !last.equals(name.dotted())) {
        return word;
      }
    }
    if (value instanceof Nested nested && nested.call().name().equals("float")) {
      List<Value> arguments =
          nested.call().arguments().stream().map(argument -> argument.value()).toList();
      if (arguments.size() == 1
          && arguments.get(0) instanceof Literal literal
          && literal.value() instanceof JsonString text) {
        Double word = WORDS.get(text.value().toLowerCase(Locale.ROOT));
        if (word != null) {
          return word;
        }
      }
    }
    throw reporter.refusal(
        value,
        "the value must be a number" + ErrorReporter.got(value),
        "give a number such as 0., -1e9 or float(\"-inf\")");
  }
}
