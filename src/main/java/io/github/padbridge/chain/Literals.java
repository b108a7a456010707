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

/** Reads integers of values. */
final class Literals {
  private Literals() {}

  /** The integer that a value is; empty where it is something else. */
  static OptionalInt integer(@Nullable Value value) {
    return value instanceof Literal literal ? literal.value().int32() : OptionalInt.empty();
  }

  static boolean isNone(@Nullable Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonNull;
  }

  /** The integers of a tuple or list, or of one number; empty where it is anything else. */
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

  /** The items of a tuple or list; empty where the value is none. */
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

  /** The values as they are, or the items of the only one where that is a tuple or list. */
  static List<Value> spread(List<Value> values) {
    return values.size() == 1 ? items(values.get(0)).orElse(values) : values;
  }

  /** Sizes of which some may be None; empty where something else is among them. */
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
