package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every planner proven on a few layers of every op: in seconds what {@code StrategiesTest}, {@code
 * TorchPoolOnNd4jTest} and {@code TensorFlowOnNd4jTest} do at length, quick enough for planted
 * faults.
 */
class PlannersTest {
  private static final long SEED = 41;

  private final ProvenStrategies proven = new ProvenStrategies();

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  /** As many layers for a strategy that claims few as for one that claims them all. */
  @ParameterizedTest
  @EnumSource
  void convolutions(Strategy strategy) {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; proven.counts().getOrDefault(strategy, 0) < 50; i++) {
      Layer layer = specs.next();
      Runtime runtime = i % 2 == 0 ? Runtime.PORTABLE : Runtime.ONEDNN;
      proven.prove(strategy, layer, Targets.usual(layer), runtime);
    }
    assertThat(proven.counts()).isEqualTo(Map.of(strategy, 50));
  }

  /** Padding beyond the kernel, strides beyond the input, an output_padding beyond the stride. */
  @Test
  void farReachingConvolutions() {
    RandomSpecs specs = new RandomSpecs(SEED + 1);
    for (ConvOp op : ConvOp.values()) {
      for (int i = 0; i < 4; i++) {
        proven.proveAll(specs.nextFar(op), i % 2 == 0 ? Runtime.PORTABLE : Runtime.ONEDNN);
      }
    }
    assertThat(proven.counts())
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
        proven.proveAll(pools.next(op), Runtime.PORTABLE);
      }
    }
    assertThat(proven.counts())
        .isEqualTo(Map.of(Strategy.PAD_SLICE, 90, Strategy.EXPLICIT, 10, Strategy.SAME, 14));
  }

  @Test
  void layersOfTensorFlow() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 3);
    for (TensorFlowOp op : TensorFlowOp.values()) {
      for (int i = 0; i < 6; i++) {
        proven.proveAll(specs.next(op), Runtime.PORTABLE);
      }
    }
    assertThat(proven.counts()).isEqualTo(Map.of(Strategy.PAD_SLICE, 84));
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
        proven.prove(
            strategy,
            layer,
            layer.framework() == Framework.PYTORCH ? Targets.PYTORCH : Targets.TENSORFLOW,
            Runtime.PORTABLE);
      }
    }
    assertThat(proven.counts())
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
      proven.proveAll(known.withInputShape(TestData.opened(known)), Runtime.PORTABLE);
    }
    RandomPools pools = new RandomPools(SEED + 5);
    for (PoolOp op : PoolOp.values()) {
      PoolSpec known = pools.next(op);
      proven.proveAll(known.withInputShape(TestData.opened(known)), Runtime.PORTABLE);
    }
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(SEED + 6);
    for (TensorFlowOp op : TensorFlowOp.values()) {
      for (int i = 0; i < 2; i++) {
        TensorFlowSpec known = tensorFlow.next(op);
        proven.proveAll(known.withInputShape(TestData.opened(known)), Runtime.PORTABLE);
      }
    }
    assertThat(proven.counts())
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
