package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers of every framework in every framework, their own included: the numbers of the usual plan
 * on ND4J, and of every eleventh layer those of all others. A fifth has open sizes.
 */
class TargetsTest {
  private static final long SEED = 41;
  private static final int LAYERS = 2000;

  private final ProvenStrategies proven = new ProvenStrategies();
  private int refused;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static List<Target> targets() {
    return Targets.ALL;
  }

  /** Fewer for ONNX, whose plans differ little from those for PyTorch. */
  private static int layers(Target target) {
    return target == Targets.ONNX || target == Targets.JAX ? LAYERS / 4 : LAYERS;
  }

  @ParameterizedTest
  @MethodSource("targets")
  void layersOfPyTorch(Target target) {
    RandomSpecs convolutions = new RandomSpecs(SEED);
    RandomPools poolings = new RandomPools(SEED + 1);
    proveAll(
        target, i -> i % 4 == 0 ? poolings.next(PoolOp.values()[i / 4 % 6]) : convolutions.next());
    assertThat(refused).isZero();
    assertThat(proven.counts())
        .isEqualTo(
            target == Targets.TENSORFLOW
                ? counts(LAYERS, 26, 16, 69, 18)
                : Map.of(Strategy.PAD_SLICE, layers(target)));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void layersOfTensorFlow(Target target) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 2);
    TensorFlowOp[] ops = TensorFlowOp.values();
    proveAll(target, i -> specs.next(ops[i % ops.length]));
    if (target == Targets.TENSORFLOW) {
      assertThat(refused).isEqualTo(46);
      assertThat(proven.counts()).isEqualTo(counts(1870, 42, 201, 39, 74));
      return;
    }
    assertThat(refused).isZero();
    assertThat(proven.counts()).isEqualTo(Map.of(Strategy.PAD_SLICE, layers(target)));
  }

  private static Map<Strategy, Integer> counts(
      int padSlice, int explicit, int same, int zeroInsert, int keras) {
    return Map.of(
        Strategy.PAD_SLICE,
        padSlice,
        Strategy.EXPLICIT,
        explicit,
        Strategy.SAME,
        same,
        Strategy.ZERO_INSERT,
        zeroInsert,
        Strategy.KERAS,
        keras);
  }

  private void proveAll(Target target, IntFunction<Layer> layers) {
    for (int i = 0; i < layers(target); i++) {
      Layer known = layers.apply(i);
      Layer layer = i % 5 == 4 ? known.withInputShape(TestData.opened(known)) : known;
      Runtime runtime = i % 3 == 0 ? Runtime.ONEDNN : Runtime.PORTABLE;
      List<Strategy> strategies = strategies(runtime.computed(layer), target, runtime);
      refused += strategies.isEmpty() ? 1 : 0;
      strategies.stream()
          .limit(i % 11 == 0 ? strategies.size() : 1)
          .forEach(strategy -> proven.prove(strategy, runtime.computed(layer), target, runtime));
    }
  }

  /**
   * The strategies that apply, the usual one first. There is one, but for 3-D layers with SAME of
   * which a size is open: where they start depends on the build of TensorFlow.
   */
  private static List<Strategy> strategies(Layer layer, Target target, Runtime runtime) {
    List<Strategy> strategies =
        Alternative.all(layer, target, runtime).stream()
            .filter(Alternative::holds)
            .map(Alternative::strategy)
            .collect(Collectors.toCollection(ArrayList::new));
    if (strategies.isEmpty()) {
      assertThat(layer.inputShape().isKnown()).isFalse();
      TensorFlowSpec spec = (TensorFlowSpec) layer;
      assertThat(spec.spatialRank()).isEqualTo(3);
      assertThat(spec.padding()).isInstanceOf(TensorFlowPadding.Same.class);
      return strategies;
    }
    Strategy usual = Alternative.usual(layer, target, runtime).strategy();
    assertThat(strategies.remove(usual)).isTrue();
    strategies.add(0, usual);
    return strategies;
  }
}
