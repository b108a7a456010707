package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.audit.AuditedLayer;
import io.github.padbridge.audit.AuditedPair;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.layer.LayerRecord;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair of an audit as JSON: a comparison with {@code "left_name"} and {@code "right_name"}. A
 * layer without a partner has {@code "unmatched"} instead of the comparison.
 */
public final class AuditJson {
  private final JsonAnswer answer;
  private final JsonGenerator json;

  public AuditJson(JsonAnswer answer) {
    this.answer = answer;
    this.json = answer.generator();
  }

  /** The object. */
  public void write(AuditedPair pair) throws IOException {
    json.writeStartObject();
    answer.label(LayerRecord.Label.NONE);
    json.writeStringField("left_name", pair.leftName());
    json.writeStringField("right_name", pair.rightName());
    Attempt<PairComparison> attempt = pair.attempt();
    if (attempt == null) {
      json.writeBooleanField("unmatched", true);
      failure(pair.left());
      failure(pair.right());
    } else if (attempt.succeeded()) {
      new ComparisonJson(answer).fields(attempt.requireResult());
    } else {
      answer.error(attempt.faults());
    }
    json.writeEndObject();
  }

  private void failure(@Nullable AuditedLayer layer) throws IOException {
    if (layer != null && !layer.failure().isEmpty()) {
      json.writeFieldName("notes");
      answer.value(List.of(layer.failure()));
    }
  }
}
