package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** The value of an argument, with the 1-based line and column (in code points) of its start. */
public sealed interface Value
    permits Value.Literal, Value.Name, Value.Nested, Value.Negated, Value.Sequence, Expression {
  int line();

  int column();

  /** The kind of value with its article, for messages. */
  String kind();

  /** The value for messages: safe to print, abridged if long. */
  String quoted();

  /** The kind and the value, for a message: {@code a string: "3"}. */
  default String described() {
    return kind() + ": " + quoted();
  }

  /**
   * A number, a string, True, False, None, or tuples and lists of these, which are both arrays; or
   * a dict of these by integers, an object. Integer arithmetic has been evaluated.
   */
  record Literal(JsonValue value) implements Value {
    @Override
    public int line() {
      return value.line();
    }

    @Override
    public int column() {
      return value.column();
    }

    @Override
    public String kind() {
      if (value instanceof JsonArray) {
        return "a tuple or list";
      }
      if (value instanceof JsonObject) {
        return "a dict";
      }
      return value instanceof JsonNull ? "None" : value.kind();
    }

    @Override
    public String quoted() {
      if (value instanceof JsonBoolean truth) {
        return truth.value() ? "True" : "False";
      }
      return value instanceof JsonNull ? "None" : value.quoted();
    }
  }

  /** An identifier such as {@code x}, {@code self.weight} or {@code torch.float32}. */
  record Name(String dotted, int line, int column) implements Value {
    @Override
    public String kind() {
      return "a name";
    }

    @Override
    public String quoted() {
      return Abridged.of(dotted);
    }
  }

  /** A nested call, such as {@code tf.zeros(3)}. */
  record Nested(Call call) implements Value {
    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }

    @Override
    public String kind() {
      return "a call";
    }

    @Override
    public String quoted() {
      return Abridged.of(call.name()) + "(...)";
    }
  }

  /** A negated name or call: {@code -float("inf")}, {@code -math.inf}. */
  record Negated(Value operand, int line, int column) implements Value {
    @Override
    public String kind() {
      return operand.kind();
    }

    @Override
    public String quoted() {
      return "-" + operand.quoted();
    }
  }

  /**
   * A tuple or list whose items are not all {@linkplain Literal literals}: {@code [n, 5, 5, 3]}.
   */
  record Sequence(List<Value> items, int line, int column) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a tuple or list";
    }

    @Override
    public String quoted() {
      return items.size() > 8
          ? "[... " + items.size() + " items]"
          : items.stream().map(Value::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
