package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.EnumMap;
import java.util.Map;

/** On how many layers strategies have been proven. */
final class ProvenStrategies {
  private final Map<Strategy, Integer> counts = new EnumMap<>(Strategy.class);

  Map<Strategy, Integer> counts() {
    return counts;
  }

  /** Proves every strategy that claims the layer, in its usual target. */
  void proveAll(Layer layer, Runtime runtime) {
    for (Strategy strategy : Strategy.values()) {
      prove(strategy, layer, Targets.usual(layer), runtime);
    }
  }

  /** Proves a strategy on a layer, if it claims it. */
  void prove(Strategy strategy, Layer layer, Target target, Runtime runtime) {
    Alternative alternative = Alternative.of(strategy, layer, target, runtime);
    if (alternative.holds()) {
      assertThat(alternative.requirePlan().output()).isEqualTo(layer.outputShape());
      Verifier verifier =
          new Verifier(
              VerifySettings.DEFAULT,
              new Nd4jEngine(),
              any -> Alternative.plan(strategy, any, target, runtime));
      assertThat(verifier.verify(new LayerRecord(LayerRecord.Label.NONE, layer, null)).agree())
          .as("%s: %s", strategy, layer)
          .isTrue();
      counts.merge(strategy, 1, Integer::sum);
    }
  }
}
