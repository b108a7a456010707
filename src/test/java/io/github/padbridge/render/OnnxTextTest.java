package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An ONNX node is read again from the spec in an answer, and from its text. */
class OnnxTextTest {
  private static final int NODES = 300;

  @Test
  void everyNodeIsReadAgain() throws IOException {
    RandomOnnxSpecs specs = new RandomOnnxSpecs(31);
    int equal = 0;
    for (int i = 0; i < NODES; i++) {
      OnnxSpec spec = specs.next(OnnxOp.values()[i % OnnxOp.values().length]);
      JsonObject written = written(spec);
      assertThat(read(written)).as("%s", spec).isEqualTo(spec);
      Map<String, JsonValue> beside = new LinkedHashMap<>();
      for (String name :
          List.of(
              Argument.INPUT_SHAPE, Argument.IN_CHANNELS, Argument.OUT_CHANNELS, Argument.BIAS)) {
        JsonValue value = written.fields().get(name);
        if (value != null) {
          beside.put(name, value);
        }
      }
      SourceText text = new SourceText("text", SpecText.of(spec));
      Map<String, JsonValue> called = new LinkedHashMap<>();
      JsonObject call = (JsonObject) CallReader.read(text, Map.of()).record().require();
      called.putAll(call.fields());
      called.putAll(beside);
      assertThat(read(new JsonObject(1, 1, called))).as(text.text()).isEqualTo(spec);
      equal++;
    }
    assertThat(equal).isEqualTo(NODES);
  }

  private static Layer read(JsonObject spec) {
    return new RecordReader(Map.of()).read(new JsonRecord("text", "", spec, List.of())).spec();
  }

  private static JsonObject written(OnnxSpec spec) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      Translation translation =
          Translation.of(
              spec,
              Alternative.usual(spec, Targets.PYTORCH, Runtime.PORTABLE).requirePlan(),
              Runtime.PORTABLE);
      new JsonAnswer(generator).translation(LayerRecord.Label.NONE, translation);
    }
    JsonObject answer = (JsonObject) TestData.parsed(text.toString()).get(0).require();
    return (JsonObject) answer.fields().get("spec");
  }
}
