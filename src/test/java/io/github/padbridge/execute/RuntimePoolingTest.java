package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Poolings that pad as TensorFlow's SAME when they run, as timm's MaxPool2dSame. */
class RuntimePoolingTest {
  private static final Path CASES = Path.of("src/test/resources/scan/max-pool-same-cases.jsonl");

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  /** On timm's own numbers, which are negative, so that a zero would be the largest. */
  @Test
  void everyStrategyThatHoldsGivesTimmsNumbers() throws IOException {
    Map<Strategy, Integer> proven = new EnumMap<>(Strategy.class);
    for (JsonRecord record : TestData.parsed(Files.readString(CASES))) {
      LayerRecord layer = TestData.layer(record);
      assertThat(((PoolSpec) layer.spec()).padsSame()).isTrue();
      for (Alternative alternative :
          Alternative.all(layer.spec(), Targets.usual(layer.spec()), Runtime.PORTABLE)) {
        if (alternative.holds()) {
          Strategy strategy = alternative.strategy();
          Verifier verifier =
              new Verifier(
                  VerifySettings.DEFAULT,
                  new Nd4jEngine(),
                  spec -> Alternative.plan(strategy, spec, Runtime.PORTABLE));
          assertThat(verifier.verify(layer).agree()).as("%s %s", strategy, layer).isTrue();
          LayerRecord drawn = new LayerRecord(layer.label(), layer.spec(), null);
          assertThat(verifier.verify(drawn).agree()).as("%s %s", strategy, drawn).isTrue();
          proven.merge(strategy, 1, Integer::sum);
        }
      }
    }
    assertThat(proven)
        .containsOnly(
            Map.entry(Strategy.PAD_SLICE, 24),
            Map.entry(Strategy.EXPLICIT, 24),
            Map.entry(Strategy.SAME, 24));
  }

  @Test
  void whereSizesAreOpenOnlySameSaysIt() {
    PoolSpec open =
        (PoolSpec)
            TestData.layer(
                    TestData.records(
                            "{'op': 'max_pool2d', 'kernel_size': 3, 'stride': 2, 'runtime_padding': 'SAME'}")
                        .get(0))
                .spec();
    for (Alternative alternative : Alternative.all(open, Targets.usual(open), Runtime.PORTABLE)) {
      assertThat(alternative.holds())
          .as("%s", alternative)
          .isEqualTo(alternative.strategy() == Strategy.SAME);
    }
    assertThat(Alternative.usual(open, Targets.usual(open), Runtime.PORTABLE).strategy())
        .isEqualTo(Strategy.SAME);
    Verifier verifier =
        new Verifier(
            VerifySettings.DEFAULT,
            new Nd4jEngine(),
            spec -> Alternative.plan(Strategy.SAME, spec, Runtime.PORTABLE));
    assertThat(verifier.verify(new LayerRecord(LayerRecord.Label.NONE, open, null)).agree())
        .isTrue();
  }
}
