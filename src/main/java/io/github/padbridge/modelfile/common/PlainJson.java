package io.github.padbridge.modelfile.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values of a file into lists and maps, as far as a real model needs: a value is a Map
 * by names, a List, a String, a Long, a Double, a Boolean or null.
 */
public final class PlainJson {
  /** More than the largest models have; a value takes some 40 bytes. */
  private static final int MOST_VALUES = 1_000_000;

  private final JsonParser parser;
  private int values;

  public PlainJson(JsonParser parser) {
    this.parser = parser;
  }

  public JsonParser parser() {
    return parser;
  }

  /**
   * The value that the parser has just reached the first token of.
   *
   * @throws TooMany if the values that were read so far are more than any model has
   */
  public @Nullable Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new TooMany(MOST_VALUES, "values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.put(name, value());
    }
    return fields;
  }

  private List<@Nullable Object> array() throws IOException {
    List<@Nullable Object> items = new ArrayList<>(4);
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY && next != null;
        next = parser.nextToken()) {
      items.add(value());
    }
    return items;
  }

  /** The fields of a value; none where it is no object. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> fields(@Nullable Object value) {
    return value instanceof Map<?, ?> ? (Map<String, @Nullable Object>) value : Map.of();
  }

  /** The items of a value; none where it is no array. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> items(@Nullable Object value) {
    return value instanceof List<?> ? (List<@Nullable Object>) value : List.of();
  }

  /** The text of a value; null where it is none. */
  public static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  /** The file has more of something than any model. */
  public static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param most how many are read
     * @param what there are more of
     */
    public TooMany(int most, String what) {
      super("it has more than " + most + " " + what + ", more than any model");
    }
  }
}
