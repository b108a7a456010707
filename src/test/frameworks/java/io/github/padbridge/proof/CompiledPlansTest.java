package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.frameworks.GraphEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.PlanTraps;
import io.github.padbridge.translate.Targets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans compiled by XLA: each computes the layer, unless a warning says that XLA refuses it. */
@DisabledIfEnvironmentVariable(
    named = "TF_ENABLE_ONEDNN_OPTS",
    matches = "1",
    disabledReason = "XLA does not use oneDNN")
@Tag("frameworks")
class CompiledPlansTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000) / 10;
  private static final long SEED = 20_261_203;

  private static final Engine FRAMEWORKS = new FrameworksEngine();
  private static final Engine COMPILED = GraphEngine.compiled();

  @RegisterExtension final Counts counts = new Counts(SEED);

  @BeforeAll
  static void start() {
    FRAMEWORKS.start();
  }

  @Test
  void convolutions() {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      hold(specs.next(ConvOp.values()[i % ConvOp.values().length]), SEED + i);
    }
    assertThat(counts.of("compiled")).isGreaterThan(SPECS);
    assertThat(counts.of("refused")).isZero();
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < SPECS; i++) {
      PoolOp op = i % 2 == 0 ? PoolOp.MAX_POOL2D : PoolOp.values()[i / 2 % PoolOp.values().length];
      hold(pools.next(op), SEED + i);
    }
    assertThat(counts.of("compiled")).isGreaterThanOrEqualTo(SPECS);
    assertThat(counts.of("refused")).isGreaterThan(SPECS / 30);
  }

  private void hold(Layer layer, long seed) {
    for (Alternative way : Alternative.all(layer, Targets.usual(layer), OneDnn.RUNTIME)) {
      if (!way.holds()) {
        continue;
      }
      Plan plan = way.requirePlan();
      Precision precision = FRAMEWORKS.widest(layer, plan);
      Draws draws = Draws.of(layer, seed, precision);
      CaseTensors numbers = draws.integers();
      if (PlanTraps.refusals(plan).stream().anyMatch(trap -> trap.contains("XLA"))) {
        assertThatThrownBy(() -> COMPILED.run(plan, numbers, precision))
            .as("%s", layer)
            .hasMessageContaining("XLA does not support pooling ops with explicit padding");
        counts.add("refused");
      } else {
        Tensor expected = FRAMEWORKS.define(layer, numbers, precision);
        new CodeCase(layer, numbers, expected, draws)
            .equal(way.strategy().id(), COMPILED.run(plan, numbers, precision));
        counts.add("compiled");
      }
    }
  }
}
