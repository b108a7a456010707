package io.github.padbridge.json;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The differences of two JSON values, regardless of their places in the texts. */
public final class JsonDifference {
  private final List<String> lines = new ArrayList<>();

  private JsonDifference() {}

  /**
   * One line for each difference: {@code plan.steps[2].mode: was "CONSTANT", is "REFLECT"}. A list
   * of numbers is compared as a whole.
   *
   * @param path the name of the two values
   */
  public static List<String> of(String path, @Nullable JsonValue before, @Nullable JsonValue now) {
    JsonDifference difference = new JsonDifference();
    difference.compare(path, before, now);
    return difference.lines;
  }

  private void compare(String path, @Nullable JsonValue before, @Nullable JsonValue now) {
    if (before instanceof JsonObject was && now instanceof JsonObject is) {
      Set<String> keys = new LinkedHashSet<>(was.fields().keySet());
      keys.addAll(is.fields().keySet());
      keys.forEach(key -> compare(path + "." + key, was.fields().get(key), is.fields().get(key)));
    } else if (before instanceof JsonArray was
        && now instanceof JsonArray is
        && holdObjects(was, is)) {
      for (int i = 0; i < Math.max(was.items().size(), is.items().size()); i++) {
        compare(path + "[" + i + "]", item(was, i), item(is, i));
      }
    } else if (!shown(before).equals(shown(now))) {
      lines.add(Printable.line(path + ": was " + shown(before) + ", is " + shown(now)));
    }
  }

  private static boolean holdObjects(JsonArray was, JsonArray is) {
    return was.items().stream().anyMatch(JsonObject.class::isInstance)
        || is.items().stream().anyMatch(JsonObject.class::isInstance);
  }

  private static @Nullable JsonValue item(JsonArray array, int index) {
    return index < array.items().size() ? array.items().get(index) : null;
  }

  /** A value in one line, the same for equal values. */
  public static String shown(@Nullable JsonValue value) {
    if (value == null) {
      return "missing";
    }
    if (value instanceof JsonArray array) {
      return array.items().stream().map(JsonDifference::shown).toList().toString();
    }
    if (value instanceof JsonObject object) {
      List<String> fields = new ArrayList<>();
      object.fields().forEach((key, field) -> fields.add(key + "=" + shown(field)));
      return "{" + String.join(" ", fields) + "}";
    }
    if (value instanceof JsonNumber number) {
      return number.value().toString();
    }
    return value instanceof JsonString text ? '"' + text.value() + '"' : value.quoted();
  }
}
