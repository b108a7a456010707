package io.github.padbridge.chain;

import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.expression.Value.Sequence;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads integers from values. */
final class Literals {
  private Literals() {}

  /** The value as an integer; empty if it is not one. */
  static OptionalInt integer(@Nullable Value value) {
    return value instanceof Literal literal ? literal.value().int32() : OptionalInt.empty();
  }

  static boolean isNone(@Nullable Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonNull;
  }

  /** The integers of a tuple, a list or one number; empty for other values. */
  static Optional<List<Integer>> integers(List<Value> values) {
    List<Integer> integers = new ArrayList<>();
    for (Value value : values) {
      OptionalInt integer = integer(value);
      if (integer.isEmpty()) {
        return Optional.empty();
      }
      integers.add(integer.getAsInt());
    }
    return Optional.of(integers);
  }

  /** The items of a tuple or list; empty for other values. */
  static Optional<List<Value>> items(@Nullable Value value) {
    if (value instanceof Sequence sequence) {
      return Optional.of(sequence.items());
    }
    if (value instanceof Literal literal && literal.value() instanceof JsonArray array) {
      List<Value> items = new ArrayList<>();
      for (JsonValue item : array.items()) {
        items.add(new Literal(item));
      }
      return Optional.of(items);
    }
    return Optional.empty();
  }

  /** The values; if there is only one and it is a tuple or list, its items. */
  static List<Value> spread(List<Value> values) {
    return values.size() == 1 ? items(values.get(0)).orElse(values) : values;
  }

  /** Sizes, which may be None; empty if there are other values. */
  static Optional<List<Optional<Integer>>> sizes(Value value) {
    List<Optional<Integer>> sizes = new ArrayList<>();
    for (Value item : items(value).orElse(List.of(value))) {
      OptionalInt size = integer(item);
      if (size.isEmpty() && !isNone(item)) {
        return Optional.empty();
      }
      sizes.add(size.isPresent() ? Optional.of(size.getAsInt()) : Optional.empty());
    }
    return Optional.of(sizes);
  }
}
