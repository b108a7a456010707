package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EverySizeTest {
  private static final int ROUNDS = 150;

  private enum Verdict {
    EQUAL,
    DIFFERENT,
    UNDECIDED
  }

  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

  @Test
  void everyPlanOfAnOpenLayerIsEqualAtEverySize() {
    forEachPlan(this::decide);
    // The undecided ones have 3-D ops with SAME, which start where the build of TensorFlow says.
    assertThat(verdicts).isEqualTo(Map.of(Verdict.EQUAL, 2088, Verdict.UNDECIDED, 8));
  }

  @Test
  void aPadMovedByOneIsNotEqual() {
    forEachPlan((layer, plan) -> movedPad(plan).ifPresent(moved -> decide(layer, moved)));
    assertThat(verdicts.get(Verdict.DIFFERENT)).isGreaterThan(200);
    // A window of one element over zeros, and a stride past the pad, read the same after all.
    assertThat(verdicts.getOrDefault(Verdict.EQUAL, 0)).isLessThan(50);
  }

  private void decide(Layer layer, Plan plan) {
    Optional<Boolean> holds = EverySize.holds(layer, plan);
    Verdict verdict =
        holds.isEmpty() ? Verdict.UNDECIDED : holds.get() ? Verdict.EQUAL : Verdict.DIFFERENT;
    verdicts.merge(verdict, 1, Integer::sum);
  }

  private static void forEachPlan(BiConsumer<Layer, Plan> sink) {
    RandomSpecs convolutions = new RandomSpecs(71);
    RandomPools poolings = new RandomPools(72);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(73);
    for (int i = 0; i < ROUNDS; i++) {
      plans(convolutions.next(), sink);
      plans(poolings.next(PoolOp.values()[i % 6]), sink);
      plans(tensorFlow.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]), sink);
    }
  }

  private static void plans(Layer known, BiConsumer<Layer, Plan> sink) {
    Layer layer = known.withInputShape(TestData.opened(known));
    for (Target target : Targets.ALL) {
      for (Alternative alternative : Alternative.all(layer, target, Runtime.PORTABLE)) {
        if (alternative.holds()) {
          sink.accept(layer, alternative.requirePlan());
        }
      }
    }
  }

  /** The plan with its first pad of the data one earlier; empty where none pads at the start. */
  private static Optional<Plan> movedPad(Plan plan) {
    List<Plan.Traced> steps = new ArrayList<>(plan.steps());
    for (int i = 0; i < steps.size(); i++) {
      Plan.Traced traced = steps.get(i);
      if (traced.step() instanceof Pad pad) {
        int axis =
            IntStream.range(0, pad.paddings().size())
                .filter(a -> pad.paddings().get(a).before() > 0)
                .findFirst()
                .orElse(-1);
        if (axis >= 0) {
          List<PadAmount> moved = new ArrayList<>(pad.paddings());
          PadAmount amount = moved.get(axis);
          moved.set(axis, new PadAmount(amount.before() - 1, amount.after() + 1));
          Step step = new Pad(pad.on(), moved, pad.mode(), pad.fill());
          steps.set(i, new Plan.Traced(step, traced.why(), traced.shape(), traced.parts()));
          return Optional.of(
              new Plan(plan.target(), plan.strategy(), plan.input(), plan.weight(), steps));
        }
      }
    }
    return Optional.empty();
  }
}
