package io.github.padbridge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

/**
 * PyTorch's own verdicts: the same specs are accepted, with the same output shape, and the same
 * refused.
 */
class TorchRulesTest {
  @Test
  void everyVerdictIsPyTorchs() {
    int accepted = 0;
    int refused = 0;
    for (JsonRecord record : TestData.golden("pytorch-verdicts.jsonl")) {
      JsonObject verdict = (JsonObject) record.value();
      boolean expected = ((JsonBoolean) verdict.fields().get("accepted")).value();
      String id = verdict.fields().get("id").quoted();
      try {
        Layer spec = TestData.layer(record).spec();
        assertThat(expected).as(id).isTrue();
        int[] shape = TestData.ints((JsonArray) verdict.fields().get("output_shape"));
        assertThat(spec.outputShape().toIntArray()).as(id).isEqualTo(shape);
        accepted++;
      } catch (Refusal refusal) {
        assertThat(expected).as("%s: %s", id, refusal.getMessage()).isFalse();
        assertThat(refusal.faults())
            .allSatisfy(fault -> assertThat(fault.place().line()).isPositive());
        refused++;
      }
    }
    assertThat(accepted).isEqualTo(416);
    assertThat(refused).isEqualTo(1084);
  }
}
