package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A convolution of a printed model as one JSON object. */
public final class ScanJson {
  private ScanJson() {}

  /**
   * {@code {"name", "class", "spec", "plan"}}, and where there is something to say "model",
   * "watch", "error" and "verified".
   *
   * @param named whether to name the model too, where there are several
   */
  public static void write(JsonAnswer answer, ScannedLayer row, boolean named) throws IOException {
    JsonGenerator json = answer.generator();
    json.writeStartObject();
    json.writeStringField("name", row.layer().name());
    json.writeStringField("class", row.layer().className());
    if (named) {
      json.writeStringField("model", row.layer().model());
    }
    json.writeFieldName("spec");
    if (row.layer().spec() == null) {
      json.writeNull();
    } else {
      answer.spec(row.layer().spec());
    }
    json.writeFieldName("plan");
    if (row.plan() == null) {
      json.writeNull();
    } else {
      answer.plan(row.plan());
    }
    if (!row.watch().isEmpty()) {
      json.writeFieldName("watch");
      answer.value(row.watch());
    }
    if (!row.faults().isEmpty()) {
      answer.error(row.faults());
    }
    if (row.agreement() != null) {
      json.writeObjectFieldStart("verified");
      answer.agreementFields(row.agreement());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
