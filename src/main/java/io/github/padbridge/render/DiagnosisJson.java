package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.diagnose.Change;
import io.github.padbridge.diagnose.Diagnosis;
import io.github.padbridge.diagnose.Finding;
import io.github.padbridge.diagnose.Kind;
import io.github.padbridge.diagnose.Nearest;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.repair.ChainTranslation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A diagnosis as JSON: {@code {"id", "explained", "hypotheses", "nearest", "repair"}}. */
public final class DiagnosisJson {
  private final JsonAnswer answer;
  private final JsonGenerator json;

  public DiagnosisJson(JsonAnswer answer) {
    this.answer = answer;
    this.json = answer.generator();
  }

  /** The object. */
  public void write(LayerRecord.Label label, DiagnosedLayer layer) throws IOException {
    Diagnosis diagnosis = layer.diagnosis();
    json.writeStartObject();
    answer.label(label);
    json.writeBooleanField("explained", diagnosis.isExplained());
    json.writeArrayFieldStart("hypotheses");
    for (Finding finding : diagnosis.findings()) {
      json.writeStartObject();
      kinds(finding.kinds());
      json.writeStringField("message", finding.message());
      json.writeFieldName("max_abs_diff");
      answer.number(finding.maxAbsDiff());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("nearest");
    nearest(diagnosis.nearest());
    json.writeFieldName("repair");
    repair(layer.repair());
    json.writeEndObject();
  }

  private void kinds(List<Kind> kinds) throws IOException {
    json.writeFieldName("kinds");
    answer.value(kinds.stream().map(Kind::id).toList());
  }

  private void nearest(@Nullable Nearest nearest) throws IOException {
    if (nearest == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    kinds(nearest.changes().stream().map(Change::kind).distinct().toList());
    json.writeNumberField("equal_elements", nearest.fitting());
    json.writeNumberField("checked_elements", nearest.checked());
    json.writeFieldName("index");
    answer.value(nearest.index());
    json.writeFieldName("expected");
    answer.number(nearest.expected());
    json.writeFieldName("given");
    answer.number(nearest.given());
    json.writeEndObject();
  }

  private void repair(@Nullable ChainTranslation repair) throws IOException {
    if (repair == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("framework", repair.code().target().id());
    json.writeStringField("code", repair.code().text());
    json.writeFieldName("weight_order");
    Optional<List<Integer>> order = repair.weightOrder(0);
    if (order.isPresent()) {
      answer.value(order.get());
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }
}
