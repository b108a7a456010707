package io.github.padbridge.json;

import io.github.padbridge.diagnostic.Abridged;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A JSON value and the 1-based line and column it starts at; line 0 marks a value from the command
 * line.
 */
public sealed interface JsonValue {
  int line();

  int column();

  /** The integer of 32 bits that this value is; empty for whatever else. */
  default OptionalInt int32() {
    return OptionalInt.empty();
  }

  /** What a message calls a value of this kind, with its article. */
  String kind();

  /** The value as a message quotes it: safe to print, abridged where it is long. */
  String quoted();

  record JsonObject(int line, int column, Map<String, JsonValue> fields) implements JsonValue {
    @Override
    public String kind() {
      return "an object";
    }

    @Override
    public String quoted() {
      return "{...}";
    }
  }

  record JsonArray(int line, int column, List<JsonValue> items) implements JsonValue {
    @Override
    public String kind() {
      return "an array";
    }

    @Override
    public String quoted() {
      if (items.size() > 8) {
        return "[... " + items.size() + " items]";
      }
      return items.stream().map(JsonValue::quoted).toList().toString();
    }
  }

  record JsonString(int line, int column, String value) implements JsonValue {
    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public String quoted() {
      return '"' + Abridged.of(value) + '"';
    }
  }

  /**
   * @param value a Long, a BigInteger where a long is too small, or a finite Double
   */
  record JsonNumber(int line, int column, Number value) implements JsonValue {
    @Override
    public OptionalInt int32() {
      return value instanceof Long whole && whole.intValue() == whole
          ? OptionalInt.of(whole.intValue())
          : OptionalInt.empty();
    }

    @Override
    public String kind() {
      return value instanceof Double ? "a decimal number" : "an integer";
    }

    @Override
    public String quoted() {
      return Abridged.of(value.toString());
    }
  }

  record JsonBoolean(int line, int column, boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "a boolean";
    }

    @Override
    public String quoted() {
      return Boolean.toString(value);
    }
  }

  record JsonNull(int line, int column) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }

    @Override
    public String quoted() {
      return "null";
    }
  }
}
