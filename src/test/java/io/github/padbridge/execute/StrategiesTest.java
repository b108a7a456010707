package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every strategy is exact wherever it claims to apply, and claims it as often as it did before. */
class StrategiesTest {
  private static final long SEED = 21;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Optional<Plan> plan(Strategy strategy, Runtime runtime, ConvSpec spec) {
    try {
      return Optional.of(Alternative.plan(strategy, spec, runtime));
    } catch (Refusal refusal) {
      assertThat(refusal.faults())
          .allSatisfy(
              fault ->
                  assertThat(fault.message())
                      .matches("strategy " + strategy.id() + " needs .* \\(got .*\\)"));
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PAD_SLICE, PORTABLE, 800",
    "PAD_SLICE, ONEDNN, 800",
    "EXPLICIT, PORTABLE, 112",
    "SAME, PORTABLE, 87",
    "SAME, ONEDNN, 87",
    "ZERO_INSERT, PORTABLE, 481",
    "ZERO_INSERT, ONEDNN, 481",
    "KERAS, PORTABLE, 142",
    "KERAS, ONEDNN, 154",
  })
  void theGoldenCases(Strategy strategy, Runtime runtime, int applicable) {
    List<JsonRecord> records = new ArrayList<>(TestData.golden("pytorch.jsonl"));
    records.addAll(TestData.golden("pytorch-corners.jsonl"));
    int exact = 0;
    for (JsonRecord record : records) {
      LayerRecord layer = TestData.layer(record);
      if (plan(strategy, runtime, (ConvSpec) layer.spec()).isPresent()) {
        Agreement agreement =
            new Verifier(
                    VerifySettings.DEFAULT,
                    new Nd4jEngine(),
                    spec -> Alternative.plan(strategy, spec, runtime))
                .verify(layer);
        assertThat(agreement.agree()).as("%s: %s", layer.spec(), agreement.result()).isTrue();
        assertThat(agreement.exact()).isTrue();
        exact++;
      }
    }
    assertThat(exact).isEqualTo(applicable);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPLICIT, PORTABLE, 447",
    "SAME, PORTABLE, 196",
    "ZERO_INSERT, PORTABLE, 1488",
    "ZERO_INSERT, ONEDNN, 1488",
    "KERAS, PORTABLE, 345",
  })
  void randomLayers(Strategy strategy, Runtime runtime, int applicable) {
    RandomSpecs specs = new RandomSpecs(SEED);
    Verifier verifier =
        new Verifier(
            VerifySettings.DEFAULT,
            new Nd4jEngine(),
            spec -> Alternative.plan(strategy, spec, runtime));
    int exact = 0;
    for (int i = 0; i < 3000; i++) {
      ConvSpec spec = specs.next();
      Optional<Plan> plan = plan(strategy, runtime, spec);
      if (plan.isPresent()) {
        assertThat(plan.get().output()).isEqualTo(spec.outputShape());
        Agreement agreement = verifier.verify(new LayerRecord(LayerRecord.Label.NONE, spec, null));
        assertThat(agreement.agree()).as("%s: %s", spec, agreement.result()).isTrue();
        exact++;
      }
    }
    assertThat(exact).isEqualTo(applicable);
  }
}
