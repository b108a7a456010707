package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.json.Json;
import io.github.padbridge.shape.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as JSON objects with the column titles as keys: JSON Lines or an array. */
public final class JsonTable implements TableWriter {
  private static final int FULL = 1 << 15;

  private final OutputStream out;

  /** Written in whole rows. */
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream(2 * FULL);

  private final JsonGenerator json;
  private final List<String> columns;
  private final boolean inArray;
  private boolean first = true;

  public JsonTable(OutputStream out, boolean inArray, List<String> columns) throws IOException {
    this.out = out;
    this.json = Json.FACTORY.createGenerator((OutputStream) rows).setRootValueSeparator(null);
    this.inArray = inArray;
    this.columns = List.copyOf(columns);
  }

  @Override
  public void row(List<@Nullable Object> cells) throws IOException {
    json.writeRaw(first ? (inArray ? "[\n" : "") : inArray ? ",\n" : "\n");
    first = false;
    json.flush();
    if (rows.size() > FULL) {
      pass();
    }
    json.writeStartObject();
    for (int i = 0; i < cells.size(); i++) {
      json.writeFieldName(columns.get(i));
      value(cells.get(i));
    }
    json.writeEndObject();
  }

  private void pass() throws IOException {
    rows.writeTo(out);
    rows.reset();
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
    } else if (cell instanceof Size size) {
      json.writeNumber(size.value());
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
    pass();
    out.flush();
  }
}
