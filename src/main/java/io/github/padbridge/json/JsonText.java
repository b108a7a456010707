package io.github.padbridge.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a value as JSON text in one line. */
public final class JsonText {
  private JsonText() {}

  /** The JSON text. */
  public static String of(JsonValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonValue value, JsonGenerator json) throws IOException {
    if (value instanceof JsonObject object) {
      json.writeStartObject();
      for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
        json.writeFieldName(field.getKey());
        write(field.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof JsonArray array) {
      json.writeStartArray();
      for (JsonValue item : array.items()) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof JsonString text) {
      json.writeString(text.value());
    } else if (value instanceof JsonNumber number) {
      json.writeNumber(number.value().toString());
    } else if (value instanceof JsonBoolean truth) {
      json.writeBoolean(truth.value());
    } else if (value instanceof JsonNull) {
      json.writeNull();
    }
  }
}
