package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.read.RecordReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerInputsTest {
  /** The reader has no record here, and does not expect that. */
  @Test
  void aRecordThatTheReaderFailsAtIsKeptWithTheFailure() {
    JsonRecord record = new JsonRecord("a.json", "", null, List.of());
    LayerInput input = LayerInputs.layer(new RecordReader(Map.of()), record);
    assertThat(input.place()).hasToString("a.json");
    Attempt<LayerRecord> attempt = Attempt.of(input::require).locatedAt(input.place());
    assertThat(attempt.internalError()).isInstanceOf(IllegalArgumentException.class);
    assertThat(attempt.faults()).singleElement().matches(f -> f.place().equals(input.place()));
  }
}
