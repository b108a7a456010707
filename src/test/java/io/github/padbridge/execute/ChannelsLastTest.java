package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * TensorFlow's own answers: the convolutions that plans are executed with pad, crop and place as
 * TensorFlow's do.
 */
class ChannelsLastTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @Test
  void everyConvolutionGivesTensorFlowsNumbers() {
    int forward = 0;
    int transposed = 0;
    for (JsonRecord record : TestData.golden("tensorflow.jsonl")) {
      JsonObject answer = (JsonObject) record.value();
      JsonObject spec = (JsonObject) answer.fields().get("spec");
      String op = ((JsonString) spec.fields().get("op")).value();
      if (!op.startsWith("conv")) {
        continue;
      }
      int rank = op.charAt(4) - '0';
      List<Integer> strides = perAxis(spec.fields().get("strides"), rank);
      List<Integer> dilations = perAxis(spec.fields().get("dilations"), rank);
      INDArray x = array(answer, "x");
      INDArray filters = array(answer, "filters");
      WindowPadding padding = padding(spec.fields().get("padding"));
      Tensor y;
      if (op.endsWith("transpose")) {
        Shape shape = Shape.of(TestData.ints((JsonArray) spec.fields().get("output_shape")));
        y =
            Nd4jOps.tensor(
                ChannelsLast.convTranspose(
                    x,
                    filters,
                    new OutputShapeConvTranspose(strides, dilations, shape, padding),
                    shape.toIntArray()));
        transposed++;
      } else {
        y =
            Nd4jOps.tensor(
                ChannelsLast.conv(
                    x, filters, Conv.channelsLast(strides, dilations, Size.of(1), padding)));
        forward++;
      }
      Tensor expected = tensor(answer, "y");
      assertThat(y.shape()).as(spec.toString()).isEqualTo(expected.shape());
      assertThat(y.data()).as(spec.toString()).isEqualTo(expected.data());
    }
    assertThat(forward).isEqualTo(105);
    assertThat(transposed).isEqualTo(134);
  }

  private static WindowPadding padding(JsonValue value) {
    if (value instanceof JsonString name) {
      return name.value().equals("SAME") ? WindowPadding.SAME : WindowPadding.VALID;
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (JsonValue item : ((JsonArray) value).items()) {
      int[] pair = TestData.ints((JsonArray) item);
      amounts.add(new PadAmount(pair[0], pair[1]));
    }
    return new WindowPadding.Explicit(amounts.subList(1, amounts.size() - 1));
  }

  private static List<Integer> perAxis(JsonValue value, int rank) {
    if (value instanceof JsonArray array) {
      return Arrays.stream(TestData.ints(array)).boxed().toList();
    }
    return Collections.nCopies(rank, value == null ? 1 : ((JsonNumber) value).value().intValue());
  }

  private static INDArray array(JsonObject answer, String name) {
    return Nd4jOps.array(tensor(answer, name), Precision.FLOAT64);
  }

  private static Tensor tensor(JsonObject answer, String name) {
    JsonObject tensor = (JsonObject) answer.fields().get(name);
    int[] data = TestData.ints((JsonArray) tensor.fields().get("data"));
    return new Tensor(
        TestData.ints((JsonArray) tensor.fields().get("shape")),
        Arrays.stream(data).asDoubleStream().toArray());
  }
}
