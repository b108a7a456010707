package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.StepLayer;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * There and back: in a layer's plan every convolution and pooling of the other framework is a layer
 * itself, and is replaced by its own plan, which leads back. What comes out must be the layer's
 * numbers still.
 */
class LayerRoundTripTest {
  private static final long SEED = 41;

  private static Agreement verify(Layer layer, Plan plan) {
    return new Verifier(VerifySettings.DEFAULT, PlanOfBoth.engine(), any -> plan)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null));
  }

  /** The plan with the steps that are layers replaced by their plans. */
  private static Plan back(Plan there) {
    Shape data = there.input();
    Shape weight = there.weight();
    Shape coverage = null;
    Plan.Builder plan =
        new Plan.Builder(TorchOpSet.OPS, there.strategy(), there.input(), there.weight());
    for (Plan.Traced traced : there.steps()) {
      Shape on = traced.step().on() == Operand.COVERAGE ? coverage : data;
      Optional<Layer> layer = StepLayer.of(traced.step(), on, weight);
      if (layer.isPresent() && traced.step().on() == Operand.DATA) {
        Plan replaced = Alternative.plan(Strategy.PAD_SLICE, layer.get(), Runtime.PORTABLE);
        replaced.steps().forEach(step -> plan.add(step.step(), step.why()));
      } else {
        plan.add(traced.step(), traced.why());
      }
      switch (traced.step().on()) {
        case DATA -> data = traced.shape();
        case WEIGHT -> weight = traced.shape();
        case COVERAGE -> coverage = traced.shape();
      }
    }
    return plan.build();
  }

  /** How many of the layers have the strategy, and agree after the round. */
  private static int agreeing(List<? extends Layer> layers, Strategy strategy) {
    int agreed = 0;
    for (Layer layer : layers) {
      Plan there;
      try {
        there = Alternative.plan(strategy, layer, Runtime.PORTABLE);
      } catch (Refusal refusal) {
        continue;
      }
      Plan back = back(there);
      assertThat(back).isNotEqualTo(there);
      Agreement agreement = verify(layer, back);
      assertThat(agreement.agree()).as("%s: %s", layer, agreement.result()).isTrue();
      // And once more, there again.
      Plan again = back(back);
      assertThat(verify(layer, again).agree()).as("%s", layer).isTrue();
      agreed++;
    }
    return agreed;
  }

  @ParameterizedTest
  @CsvSource({"PAD_SLICE, 400", "EXPLICIT, 50", "SAME, 23", "ZERO_INSERT, 193"})
  void aConvolutionOfPyTorchs(Strategy strategy, int count) {
    RandomSpecs specs = new RandomSpecs(SEED);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      layers.add(specs.next());
    }
    assertThat(agreeing(layers, strategy)).isEqualTo(count);
  }

  @ParameterizedTest
  @EnumSource(PoolOp.class)
  void aPoolingOfPyTorchs(PoolOp op) {
    RandomPools pools = new RandomPools(SEED);
    List<Layer> layers = new ArrayList<>();
    while (layers.size() < 40) {
      PoolSpec pool = pools.next(op);
      if (pool.dilation().stream().allMatch(dilation -> dilation == 1)) {
        layers.add(pool);
      }
    }
    assertThat(agreeing(layers, Strategy.PAD_SLICE)).isEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(TensorFlowOp.class)
  void aLayerOfTensorFlows(TensorFlowOp op) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      layers.add(specs.next(op));
    }
    assertThat(agreeing(layers, Strategy.PAD_SLICE)).isEqualTo(40);
  }
}
