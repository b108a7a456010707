package io.github.padbridge.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.base.ParserBase;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link JsonValue} from the current token of a parser. Afterwards the parser is at the
 * last token of the value.
 */
final class JsonTree {
  private final ParserBase parser;
  private final String source;
  private final int lineOffset;
  private final List<Fault> faults = new ArrayList<>();

  /** {@code lineOffset} is added to line numbers, for a parser that reads one line of a file. */
  JsonTree(JsonParser parser, String source, int lineOffset) {
    this.parser = (ParserBase) parser;
    this.source = source;
    this.lineOffset = lineOffset;
  }

  /** Errors in well-formed JSON. The tree is complete nevertheless. */
  List<Fault> faults() {
    return faults;
  }

  JsonValue read() throws IOException {
    // Avoids a JsonLocation, which would be the largest allocation for a number.
    int line = parser.getTokenLineNr() + lineOffset;
    int column = parser.getTokenColumnNr() - 1;
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> new JsonValue.JsonObject(line, column, fields());
      case START_ARRAY -> new JsonValue.JsonArray(line, column, items());
      case VALUE_STRING -> new JsonValue.JsonString(line, column, parser.getText());
      case VALUE_NUMBER_INT -> new JsonValue.JsonNumber(line, column, integer());
      case VALUE_NUMBER_FLOAT -> new JsonValue.JsonNumber(line, column, decimal(line, column));
      case VALUE_TRUE, VALUE_FALSE ->
          new JsonValue.JsonBoolean(line, column, parser.getBooleanValue());
      case VALUE_NULL -> new JsonValue.JsonNull(line, column);
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("not the start of a value: " + token);
    };
  }

  private Map<String, JsonValue> fields() throws IOException {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonLocation where = fields.containsKey(name) ? parser.currentTokenLocation() : null;
      parser.nextToken();
      fields.put(name, read());
      if (where != null) {
        // JSON readers disagree on which of the two values counts.
        fault(
            where.getLineNr() + lineOffset,
            where.getColumnNr(),
            "key \"" + name + "\" is given twice");
      }
    }
    return fields;
  }

  private List<JsonValue> items() throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read());
    }
    return items;
  }

  private Number integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER -> parser.getBigIntegerValue();
      case FLOAT, DOUBLE, BIG_DECIMAL -> throw new IllegalStateException("not an integer token");
    };
  }

  private Double decimal(int line, int column) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      fault(line, column, parser.getText() + " is beyond the range of a 64-bit float");
    }
    return value;
  }

  private void fault(int line, int column, String message) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    faults.add(Fault.at(new Place(source, line, column, pointer), message, null));
  }
}
