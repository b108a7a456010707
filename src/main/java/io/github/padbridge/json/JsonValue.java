package io.github.padbridge.json;

import io.github.padbridge.diagnostic.Abridged;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A JSON value with the 1-based line and column of its start. Values from the command line have
 * line 0.
 */
public sealed interface JsonValue {
  int line();

  int column();

  /** The value as a 32-bit integer; empty if it is not one. */
  default OptionalInt int32() {
    return OptionalInt.empty();
  }

  /** The kind of value with its article, for messages. */
  String kind();

  /** The value for messages: safe to print, abridged if long. */
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
   * @param value a Long, a BigInteger beyond the range of long, or a finite Double
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
