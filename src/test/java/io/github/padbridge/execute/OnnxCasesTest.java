package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.OnnxModel;
import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.modelfile.FileKind;
import io.github.padbridge.modelfile.ModelFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ONNX's own answers: the layer that an ONNX file is read as gives every number of them. */
class OnnxCasesTest {
  private static final List<String> ATTRIBUTES =
      List.of(
          "kernel_shape",
          "strides",
          "dilations",
          "pads",
          "auto_pad",
          "group",
          "output_padding",
          "output_shape",
          "ceil_mode",
          "count_include_pad");

  @Test
  void theLayerThatAFileIsReadAsGivesTheNumbersOfOnnx() throws IOException {
    int equal = 0;
    int doubtful = 0;
    for (JsonRecord record : TestData.golden("onnx.jsonl")) {
      Map<String, JsonValue> fields = ((JsonObject) record.value()).fields();
      ModelLayer row = row(fields);
      Tensor y = tensor(fields.get("y"));
      assertThat(row.recorded().output().stream().map(size -> size.value().intValue()))
          .as(record.toString())
          .containsExactlyElementsOf(list(y.shape()));
      Layer layer = row.layer();
      if (layer == null) {
        assertThat(row.doubt()).isNotEmpty();
        doubtful++;
        continue;
      }
      Tensor made = run(layer, fields);
      assertThat(made.shape()).as(record.toString()).isEqualTo(y.shape());
      assertThat(made.data()).as(record.toString()).containsExactly(y.data(), within());
      equal++;
    }
    assertThat(List.of(equal, doubtful)).isEqualTo(List.of(143, 57));
  }

  /** Averages are rounded; everything else is exact. */
  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-5);
  }

  private static Tensor run(Layer layer, Map<String, JsonValue> fields) {
    Tensor x = tensor(fields.get("x"));
    return layer instanceof PoolSpec pooling
        ? TorchPoolInLoops.run(pooling, x)
        : TorchInLoops.run(
            (ConvSpec) layer, x, tensor(fields.get("weight")), tensor(fields.get("bias")));
  }

  private static ModelLayer row(Map<String, JsonValue> fields) throws IOException {
    Map<String, JsonValue> spec = ((JsonObject) fields.get("spec")).fields();
    List<byte[]> attributes = new ArrayList<>();
    ATTRIBUTES.forEach(
        name -> {
          if (spec.get(name) != null) {
            attributes.add(OnnxModel.attribute(name, plain(spec.get(name))));
          }
        });
    OnnxModel model = new OnnxModel().input("x", integers(spec.get("input_shape")));
    List<String> inputs = new ArrayList<>(List.of("x"));
    if (fields.get("weight") instanceof JsonObject weight) {
      model.weight("w", integers(weight.fields().get("shape")));
      inputs.add("w");
      if (((JsonBoolean) spec.get("bias")).value()) {
        model.weight("b", integers(((JsonObject) fields.get("bias")).fields().get("shape")));
        inputs.add("b");
      }
    }
    String op = ((JsonString) spec.get("op")).value();
    byte[] file = model.node(op, "node", inputs, "y", attributes).output("y").bytes();
    return ModelFiles.readStream("case.onnx", FileKind.ONNX, new ByteArrayInputStream(file), null)
        .layers()
        .get(0);
  }

  private static Object plain(JsonValue value) {
    return value instanceof JsonString text
        ? text.value()
        : value instanceof JsonNumber number ? (Object) number.value().intValue() : integers(value);
  }

  private static List<Integer> integers(JsonValue value) {
    return list(TestData.ints((JsonArray) value));
  }

  private static List<Integer> list(int[] numbers) {
    return java.util.Arrays.stream(numbers).boxed().toList();
  }

  private static Tensor tensor(JsonValue value) {
    if (!(value instanceof JsonObject tensor)) {
      return null;
    }
    double[] data =
        ((JsonArray) tensor.fields().get("data"))
            .items().stream()
                .mapToDouble(item -> ((JsonNumber) item).value().doubleValue())
                .toArray();
    return new Tensor(TestData.ints((JsonArray) tensor.fields().get("shape")), data);
  }
}
