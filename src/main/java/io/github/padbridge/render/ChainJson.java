package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.compare.ChainProof;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.repair.ChainCode;
import io.github.padbridge.repair.ChainTranslation;
import java.io.IOException;

/** A chain in another framework as JSON. */
public final class ChainJson {
  private final JsonAnswer answer;
  private final JsonGenerator json;

  public ChainJson(JsonAnswer answer) {
    this.answer = answer;
    this.json = answer.generator();
  }

  /** {@code {"id", "chain", "translation", "equal", "sizes", "notes"}}. */
  public void write(LayerRecord.Label label, ChainTranslation translation) throws IOException {
    json.writeStartObject();
    answer.label(label);
    json.writeArrayFieldStart("chain");
    for (ChainCode.Part part : translation.code().parts()) {
      step(translation, part);
    }
    json.writeEndArray();
    json.writeFieldName("translation");
    code(translation);
    json.writeStringField("equal", translation.equivalence().stated().id());
    json.writeArrayFieldStart("sizes");
    for (Axis axis : translation.axes()) {
      new ComparisonJson(answer).sizes(axis);
    }
    json.writeEndArray();
    json.writeFieldName("notes");
    answer.value(translation.notes());
    json.writeEndObject();
  }

  private void step(ChainTranslation translation, ChainCode.Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("op", part.op());
    if (part.layer() != null) {
      json.writeFieldName("spec");
      answer.spec(translation.layers().get(part.layer()));
    }
    json.writeStringField("code", part.isAside() ? null : String.join("\n", part.lines()));
    json.writeEndObject();
  }

  private void code(ChainTranslation translation) throws IOException {
    json.writeStartObject();
    json.writeStringField("framework", translation.code().target().id());
    json.writeStringField("layout", translation.writtenLayout().toString());
    json.writeStringField("code", translation.code().text());
    json.writeEndObject();
  }

  /** {@code {"id", "agree", "sizes", "ran", "draws", "translation", "counterexample", "notes"}}. */
  public void write(LayerRecord.Label label, ChainProof proof) throws IOException {
    json.writeStartObject();
    answer.label(label);
    json.writeBooleanField("agree", proof.agree());
    json.writeStringField("sizes", proof.translation().isAlways() ? "every" : "given");
    json.writeFieldName("ran");
    answer.value(proof.ran());
    json.writeNumberField("draws", ChainProof.DRAWS);
    json.writeFieldName("translation");
    code(proof.translation());
    json.writeFieldName("counterexample");
    new ComparisonJson(answer).counterexample(proof.counterexample());
    json.writeFieldName("notes");
    answer.value(proof.notes());
    json.writeEndObject();
  }
}
