package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.PoolOp;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowSpec;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every planner proven on a few layers of every op: in seconds what {@code StrategiesTest}, {@code
 * TorchPoolOnNd4jTest} and {@code TensorFlowToTorchTest} do at length, quick enough for planted
 * faults.
 */
class PlannersTest {
  private static final long SEED = 41;

  private final Map<Strategy, Integer> proven = new EnumMap<>(Strategy.class);

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  /** Proves a strategy on a layer, if it claims it. */
  private void prove(Strategy strategy, Layer layer, Runtime runtime) {
    prove(strategy, layer, Target.usual(layer), runtime);
  }

  private void prove(Strategy strategy, Layer layer, Target target, Runtime runtime) {
    Alternative alternative = Alternative.of(strategy, layer, target, runtime);
    if (alternative.holds()) {
      assertThat(alternative.requirePlan().output()).isEqualTo(layer.outputShape());
      Verifier verifier =
          new Verifier(
              VerifySettings.DEFAULT, new Nd4jEngine(), any -> strategy.plan(any, target, runtime));
      assertThat(verifier.verify(new LayerRecord(LayerRecord.Label.NONE, layer, null)).agree())
          .as("%s: %s", strategy, layer)
          .isTrue();
      proven.merge(strategy, 1, Integer::sum);
    }
  }

  private void proveAll(Layer layer, Runtime runtime) {
    for (Strategy strategy : Strategy.values()) {
      prove(strategy, layer, runtime);
    }
  }

  /** As many layers for a strategy that claims few as for one that claims them all. */
  @ParameterizedTest
  @EnumSource
  void convolutions(Strategy strategy) {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; proven.getOrDefault(strategy, 0) < 50; i++) {
      prove(strategy, specs.next(), i % 2 == 0 ? Runtime.PORTABLE : Runtime.ONEDNN);
    }
    assertThat(proven).isEqualTo(Map.of(strategy, 50));
  }

  /** Padding beyond the kernel, strides beyond the input, an output_padding beyond the stride. */
  @Test
  void farReachingConvolutions() {
    RandomSpecs specs = new RandomSpecs(SEED + 1);
    for (ConvOp op : ConvOp.values()) {
      for (int i = 0; i < 4; i++) {
        proveAll(specs.nextFar(op), i % 2 == 0 ? Runtime.PORTABLE : Runtime.ONEDNN);
      }
    }
    assertThat(proven)
        .isEqualTo(
            Map.of(
                Strategy.PAD_SLICE,
                24,
                Strategy.EXPLICIT,
                4,
                Strategy.ZERO_INSERT,
                12,
                Strategy.KERAS,
                3));
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED + 2);
    for (PoolOp op : PoolOp.values()) {
      for (int i = 0; i < 15; i++) {
        proveAll(pools.next(op), Runtime.PORTABLE);
      }
    }
    assertThat(proven)
        .isEqualTo(Map.of(Strategy.PAD_SLICE, 90, Strategy.EXPLICIT, 10, Strategy.SAME, 14));
  }

  @Test
  void layersOfTensorFlow() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 3);
    for (TensorFlowOp op : TensorFlowOp.values()) {
      for (int i = 0; i < 6; i++) {
        proveAll(specs.next(op), Runtime.PORTABLE);
      }
    }
    assertThat(proven).isEqualTo(Map.of(Strategy.PAD_SLICE, 84));
  }

  @Test
  void layersInTheirOwnFramework() {
    List<Layer> layers = new ArrayList<>();
    RandomSpecs convolutions = new RandomSpecs(SEED + 7);
    RandomPools poolings = new RandomPools(SEED + 8);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(SEED + 9);
    for (int i = 0; i < 6; i++) {
      Arrays.stream(ConvOp.values()).map(convolutions::next).forEach(layers::add);
      Arrays.stream(PoolOp.values()).map(poolings::next).forEach(layers::add);
      Arrays.stream(TensorFlowOp.values()).map(tensorFlow::next).forEach(layers::add);
    }
    for (Layer layer : layers) {
      for (Strategy strategy : Strategy.values()) {
        prove(strategy, layer, Target.of(layer.framework()), Runtime.PORTABLE);
      }
    }
    assertThat(proven)
        .isEqualTo(
            Map.of(
                Strategy.PAD_SLICE,
                156,
                Strategy.EXPLICIT,
                21,
                Strategy.SAME,
                60,
                Strategy.ZERO_INSERT,
                18,
                Strategy.KERAS,
                36));
  }

  @Test
  void sizesThatAreLeftOpen() {
    RandomSpecs specs = new RandomSpecs(SEED + 4);
    for (ConvOp op : ConvOp.values()) {
      ConvSpec known = specs.next(op);
      proveAll(known.withInputShape(TestData.opened(known)), Runtime.PORTABLE);
    }
    RandomPools pools = new RandomPools(SEED + 5);
    for (PoolOp op : PoolOp.values()) {
      PoolSpec known = pools.next(op);
      proveAll(known.withInputShape(TestData.opened(known)), Runtime.PORTABLE);
    }
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(SEED + 6);
    for (TensorFlowOp op : TensorFlowOp.values()) {
      for (int i = 0; i < 2; i++) {
        TensorFlowSpec known = tensorFlow.next(op);
        proveAll(known.withInputShape(TestData.opened(known)), Runtime.PORTABLE);
      }
    }
    assertThat(proven)
        .isEqualTo(
            Map.of(
                Strategy.PAD_SLICE,
                40,
                Strategy.EXPLICIT,
                2,
                Strategy.SAME,
                1,
                Strategy.ZERO_INSERT,
                3));
  }
}
