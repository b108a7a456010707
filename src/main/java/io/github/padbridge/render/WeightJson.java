package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.weights.CheckedChange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A permuted weight as JSON: {@code {"name", "op", "from", "to", "permutation", ...}}. */
public final class WeightJson {
  private final JsonGenerator json;

  public WeightJson(JsonAnswer answer) {
    this.json = answer.generator();
  }

  /** The object. */
  public void write(CheckedChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", change.name());
    json.writeStringField("op", change.op());
    list("from", change.from());
    list("to", change.to());
    list("permutation", change.permutation());
    text("renamed", change.renamed());
    json.writeFieldName("agree");
    if (change.agreement() == null) {
      json.writeNull();
    } else {
      json.writeBoolean(change.agreement().agree());
    }
    json.writeEndObject();
  }

  private void list(String name, List<? extends Number> numbers) throws IOException {
    json.writeArrayFieldStart(name);
    for (Number number : numbers) {
      json.writeNumber(number.longValue());
    }
    json.writeEndArray();
  }

  private void text(String name, @Nullable String value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }
}
