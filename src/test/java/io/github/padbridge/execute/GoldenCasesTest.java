package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PyTorch's own answers: each side gives every number of them, by itself. */
class GoldenCasesTest {
  private interface Side {
    Tensor run(ConvSpec spec, CaseTensors tensors);
  }

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @CsvSource({"pytorch.jsonl, 600", "pytorch-corners.jsonl, 200"})
  void thePlanGivesPyTorchsNumbers(String file, int count) {
    assertThat(
            equalCases(
                file, (spec, t) -> PlansOnNd4j.run(TestData.padSlice(spec), t, Precision.FLOAT64)))
        .isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"pytorch.jsonl, 600", "pytorch-corners.jsonl, 200"})
  void theDefinitionGivesPyTorchsNumbers(String file, int count) {
    assertThat(
            equalCases(
                file,
                (spec, t) -> TorchOnNd4j.run(spec, t.x(), t.weight(), t.bias(), Precision.FLOAT64)))
        .isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"pytorch.jsonl, 600", "pytorch-corners.jsonl, 200"})
  void theLoopsGivePyTorchsNumbers(String file, int count) {
    assertThat(equalCases(file, (spec, t) -> TorchInLoops.run(spec, t.x(), t.weight(), t.bias())))
        .isEqualTo(count);
  }

  private static int equalCases(String file, Side side) {
    int equal = 0;
    for (JsonRecord record : TestData.golden(file)) {
      LayerRecord layer = TestData.layer(record);
      Tensor y = side.run((ConvSpec) layer.spec(), layer.tensors());
      assertThat(y.shape()).as(layer.label().id().quoted()).isEqualTo(layer.tensors().y().shape());
      assertThat(y.data()).as(layer.label().id().quoted()).isEqualTo(layer.tensors().y().data());
      equal++;
    }
    return equal;
  }
}
