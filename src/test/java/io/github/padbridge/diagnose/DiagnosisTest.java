package io.github.padbridge.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.LayerRecord;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ports with known mistakes, run by PyTorch: see {@code golden/diagnose.jsonl}. */
class DiagnosisTest {
  @Test
  void namesWhatFaultyPortsComputed() {
    int cases = 0;
    int ambiguous = 0;
    for (JsonRecord record : TestData.golden("diagnose.jsonl")) {
      LayerRecord layer = TestData.layer(record);
      Diagnosis diagnosis =
          Diagnosis.of(layer.spec(), Objects.requireNonNull(layer.tensors()), Tolerance.FLOAT32);
      List<List<String>> found =
          diagnosis.findings().stream()
              .map(finding -> finding.kinds().stream().map(Kind::id).toList())
              .toList();
      assertThat(found).as(record.toString()).contains(kinds(record));
      ambiguous += found.size() > 1 ? 1 : 0;
      cases++;
    }
    assertThat(cases).isEqualTo(64);
    // On a border of one element, not counting the padding and repeating the border are the same;
    // so are another rounding of the output size and SAME.
    assertThat(ambiguous).isEqualTo(4);
  }

  private static List<String> kinds(JsonRecord record) {
    JsonObject object = (JsonObject) Objects.requireNonNull(record.value());
    return ((JsonArray) object.fields().get("kinds"))
        .items().stream().map(item -> ((JsonString) item).value()).toList();
  }
}
