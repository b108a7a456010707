package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Nested;
import io.github.padbridge.expression.Value.Sequence;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads amounts, modes and fill values from the values of a call. */
final class Numbers {
  /** Functions around amounts that do not change them. */
  private static final Set<String> WRAPPERS =
      Set.of("constant", "array", "asarray", "tensor", "convert_to_tensor");

  private final ErrorReporter reporter;

  Numbers(ErrorReporter reporter) {
    this.reporter = reporter;
  }

  /** {@code tf.constant([[1, 1]])} without {@code tf.constant}. */
  static Value unwrapped(Value value) {
    if (!(value instanceof Nested nested)) {
      return value;
    }
    Call call = nested.call();
    String last = call.name().substring(call.name().lastIndexOf('.') + 1);
    List<CallArgument> positional = call.positional();
    return WRAPPERS.contains(last) && !positional.isEmpty() ? positional.get(0).value() : value;
  }

  /** The items of a tuple or list; empty for other values. */
  static Optional<List<Value>> items(Value value) {
    if (value instanceof Sequence sequence) {
      return Optional.of(sequence.items());
    }
    return value instanceof Literal literal && literal.value() instanceof JsonArray array
        ? Optional.of(array.items().stream().<Value>map(Literal::new).toList())
        : Optional.empty();
  }

  List<Value> list(String what, Value value) {
    return items(value)
        .orElseThrow(
            () ->
                reporter.refusal(
                    value, what + " must be a tuple or list" + ErrorReporter.got(value), null));
  }

  static boolean isNumber(Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonNumber;
  }

  int integer(String what, Value value) {
    if (value instanceof Literal literal && literal.value() instanceof JsonNumber number) {
      Number integer = number.value();
      if (integer instanceof BigInteger
          || (integer instanceof Long && !isInRange(integer.longValue()))) {
        throw reporter.refusal(
            value, what + " must fit 32 bits (got " + value.quoted() + ")", null);
      }
      if (integer instanceof Long) {
        return integer.intValue();
      }
    }
    boolean isOpen = value instanceof Value.Name || value instanceof Nested;
    throw reporter.refusal(
        value,
        what + " must be an integer" + ErrorReporter.got(value),
        isOpen ? "write the number instead" : null);
  }

  /** An integer whose negative also fits 32 bits. */
  private static boolean isInRange(long integer) {
    return integer <= Integer.MAX_VALUE && integer >= -Integer.MAX_VALUE;
  }

  int notNegative(String what, Value value) {
    int integer = integer(what, value);
    if (integer < 0) {
      throw reporter.refusal(value, what + " must not be negative (got " + integer + ")", null);
    }
    return integer;
  }

  /** {@code (before, after)}. */
  AxisPadding pair(String what, Value value) {
    List<Value> items = list(what, value);
    if (items.size() != 2) {
      throw reporter.refusal(
          value, what + " must be two numbers, before and after (got " + items.size() + ")", null);
    }
    return AxisPadding.of(integer(what, items.get(0)), integer(what, items.get(1)));
  }

  AxisPadding notNegativePair(String what, Value value) {
    pair(what, value);
    List<Value> items = list(what, value);
    return AxisPadding.of(notNegative(what, items.get(0)), notNegative(what, items.get(1)));
  }

  /** The value of a string. */
  String string(String what, Value value) {
    if (value instanceof Literal literal && literal.value() instanceof JsonString text) {
      return text.value();
    }
    throw reporter.refusal(value, what + " must be a string" + ErrorReporter.got(value), null);
  }

  /** The mode with this name in the framework; {@link FillMode#CONSTANT} if none is given. */
  FillMode mode(@Nullable Value value, Function<FillMode, @Nullable String> framework) {
    return mode(value, framework, UnaryOperator.identity());
  }

  /** The same, after normalizing the spelling. */
  FillMode mode(
      @Nullable Value value,
      Function<FillMode, @Nullable String> framework,
      UnaryOperator<String> spelling) {
    if (value == null) {
      return FillMode.CONSTANT;
    }
    String name = string("mode", value);
    return FillMode.named(spelling.apply(name), framework)
        .orElseThrow(
            () ->
                reporter.refusal(
                    value,
                    "unknown mode " + value.quoted(),
                    Suggestion.help(name.length() > 60 ? "" : name, FillMode.names(framework))));
  }
}
