package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as JSON objects with the columns' titles as keys: one a line, in an array or not. */
public final class JsonTable implements TableWriter {
  private final JsonGenerator json;
  private final List<String> columns;
  private final boolean inArray;
  private boolean first = true;

  public JsonTable(OutputStream out, boolean inArray, List<String> columns) throws IOException {
    this.json =
        Json.FACTORY
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setRootValueSeparator(null);
    this.inArray = inArray;
    this.columns = List.copyOf(columns);
  }

  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    json.writeRaw(first ? (inArray ? "[\n" : "") : inArray ? ",\n" : "\n");
    first = false;
    json.writeStartObject();
    for (int i = 0; i < cells.size(); i++) {
      json.writeFieldName(columns.get(i));
      value(cells.get(i));
    }
    json.writeEndObject();
  }

  private void value(Object cell) throws IOException {
    if (cell instanceof PerAxis perAxis) {
      value(perAxis.numbers());
    } else if (cell instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        value(item);
      }
      json.writeEndArray();
    } else if (cell instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (cell instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString((String) cell);
    }
  }

  @Override
  public void finish() throws IOException {
    json.writeRaw(inArray ? (first ? "[]\n" : "\n]\n") : first ? "" : "\n");
    json.flush();
  }
}
