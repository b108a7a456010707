package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Permuted;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.KernelOrder;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Targets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Plans of every strategy on data in their framework's own layout, with the weight in the one order
 * that is the same for all of them.
 */
class PlansInTargetLayoutTest {
  private static final long SEED = 77;
  private static final Engine ND4J = new Nd4jEngine();

  private final Map<String, Integer> counts = new TreeMap<>();

  @BeforeAll
  static void start() {
    ND4J.start();
  }

  @Test
  void convolutions() {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; i < 300; i++) {
      Layer layer = specs.next();
      agree(layer, Runtime.PORTABLE);
      agree(layer, Runtime.ONEDNN);
    }
    assertThat(counts)
        .hasToString("{explicit=92, keras=63, pad-slice=600, same=42, zero-insert=304}");
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < 300; i++) {
      agree(pools.next(PoolOp.values()[i % PoolOp.values().length]), Runtime.PORTABLE);
    }
    assertThat(counts).hasToString("{explicit=38, pad-slice=300, same=50}");
  }

  @Test
  void layersOfTensorFlow() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    for (int i = 0; i < 500; i++) {
      agree(specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]), Runtime.PORTABLE);
    }
    assertThat(counts).hasToString("{pad-slice=500}");
  }

  private void agree(Layer layer, Runtime runtime) {
    Draws draws = Draws.of(layer, SEED, Precision.FLOAT64);
    CaseTensors numbers = draws.integers();
    Tensor expected = ND4J.define(layer, numbers, Precision.FLOAT64);
    for (Alternative way : Alternative.all(layer, Targets.usual(layer), runtime)) {
      if (way.holds()) {
        Plan plan = way.requirePlan();
        Tensor found =
            ND4J.run(
                TargetLayout.of(plan, layer.framework()),
                inTargetLayout(layer, numbers, plan),
                Precision.FLOAT64);
        ComparisonResult result =
            ComparisonResult.of(
                "definition", turned(layer, expected, plan), found, draws.tolerance());
        assertThat(result.agree()).as("%s: %s: %s", way.strategy().id(), layer, result).isTrue();
        counts.merge(way.strategy().id(), 1, Integer::sum);
      }
    }
  }

  private static CaseTensors inTargetLayout(Layer layer, CaseTensors numbers, Plan plan) {
    Tensor weight = numbers.weight();
    if (weight != null && plan.target().equals(TensorFlowOpSet.OPS)) {
      weight = Permuted.of(weight, KernelOrder.permutation(weight.shape().length));
    }
    return new CaseTensors(turned(layer, numbers.x(), plan), weight, numbers.bias(), null);
  }

  private static Tensor turned(Layer layer, Tensor data, Plan plan) {
    boolean channelsLast = layer.channelAxis() == layer.inputShape().rank() - 1;
    return plan.target().equals(TensorFlowOpSet.OPS)
        ? Permuted.channelsLast(data, layer.spatialRank())
        : channelsLast ? Permuted.channelsFirst(data, layer.spatialRank()) : data;
  }
}
