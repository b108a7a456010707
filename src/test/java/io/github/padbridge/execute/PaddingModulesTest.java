package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.model.Model;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.translate.PadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Padding modules as PyTorch 2.13 prints and runs them, against their plans. */
class PaddingModulesTest {
  private static final Path CASES = Path.of("src/test/resources/scan/padding-cases.jsonl");

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Plan plan(String text) {
    List<ModelLayer> layers = new ArrayList<>();
    Model.read(new SourceText("model.txt", "Net(\n  (a): " + text + "\n)"))
        .forEachLayer(null, false, layers::add);
    ModelLayer.Padding padding = (ModelLayer.Padding) layers.get(0).content();
    return PadPlan.of(padding.pad()).orElseThrow();
  }

  private static Tensor tensor(JsonValue value) {
    JsonObject object = (JsonObject) value;
    int[] shape = TestData.ints((JsonArray) object.fields().get("shape"));
    int[] data = TestData.ints((JsonArray) object.fields().get("data"));
    double[] numbers = new double[data.length];
    for (int i = 0; i < data.length; i++) {
      numbers[i] = data[i];
    }
    return new Tensor(shape, numbers);
  }

  @Test
  void plansPadWhatPyTorchPads() throws IOException {
    int cases = 0;
    for (JsonRecord record : TestData.parsed(Files.readString(CASES))) {
      JsonObject object = (JsonObject) record.value();
      String text = ((JsonString) object.fields().get("text")).value();
      CaseTensors on = new CaseTensors(tensor(object.fields().get("x")), null, null, null);
      Tensor expected = tensor(object.fields().get("y"));
      Tensor y = PlansOnNd4j.run(plan(text), on, Precision.FLOAT64);
      assertThat(y.shape()).as(text).isEqualTo(expected.shape());
      assertThat(y.data()).as(text).isEqualTo(expected.data());
      cases++;
    }
    assertThat(cases).isEqualTo(40);
  }
}
