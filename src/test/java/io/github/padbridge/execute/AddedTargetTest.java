package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.ToyOpSet;
import io.github.padbridge.plan.step.ToyConv;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.ToyTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A target with a step of its own, which the program knows nothing of: its plans are made, run and
 * proven by what is written for them, without a change anywhere else.
 */
class AddedTargetTest {
  private static final long SEED = 41;

  /** ND4J, for plans of the added target. */
  private static final class ToyEngine extends Nd4jEngine {
    @Override
    public Tensor run(Plan plan, CaseTensors on, Precision precision) {
      return Scratch.during(() -> new PlanForToy(plan, on, precision).run());
    }
  }

  private static boolean agrees(Layer layer, Plan plan) {
    return new Verifier(VerifySettings.DEFAULT, new ToyEngine(), any -> plan)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null))
        .agree();
  }

  private static Alternative toy(Layer layer) {
    return Alternative.of(Strategy.PAD_SLICE, layer, new ToyTarget(), Runtime.PORTABLE);
  }

  @Test
  void layersOfBothFrameworksAreProven() {
    RandomSpecs torch = new RandomSpecs(SEED);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(SEED + 1);
    int proven = 0;
    for (int i = 0; i < 600; i++) {
      Layer layer = i % 2 == 0 ? torch.next(ConvOp.CONV2D) : tensorFlow.next(TensorFlowOp.CONV2D);
      Alternative alternative = toy(layer);
      if (alternative.holds()) {
        assertThat(agrees(layer, alternative.requirePlan())).as("%s", layer).isTrue();
        proven++;
      }
    }
    assertThat(proven).isEqualTo(274);
  }

  @Test
  void aWrongPlanIsFound() {
    Layer layer =
        TestData.spec(
            "{'op': 'conv2d', 'in_channels': 4, 'out_channels': 6, 'kernel_size': 3, 'padding': 1, 'bias': false, 'input_shape': [1, 4, 7, 8]}");
    Plan plan = toy(layer).requirePlan();
    ToyConv conv = (ToyConv) plan.steps().get(0).step();
    List<PadAmount> late = List.of(new PadAmount(0, 2), new PadAmount(1, 1));
    Plan shifted =
        new Plan.Builder(plan.target(), "planted", plan.input(), plan.weight())
            .add(new ToyConv(conv.strides(), conv.dilations(), late, conv.groups()), "")
            .build();
    assertThat(agrees(layer, plan)).isTrue();
    assertThat(agrees(layer, shifted)).isFalse();
  }

  @Test
  void theTargetNamesSharedSteps() {
    Layer layer =
        TestData.layer(
                "{'framework': 'tensorflow', 'op': 'conv2d', 'filters': 2, 'kernel_size': 3, 'padding': 'SAME', 'input_shape': [1, 7, 8, 4]}")
            .spec();
    Plan plan = toy(layer).requirePlan();
    assertThat(plan.steps().stream().map(traced -> ToyOpSet.OPS.call(traced.step()).op()))
        .isEqualTo(List.of("move", "move", "toy.conv", "move"));
    assertThat(plan.ops()).isEqualTo(4);
  }
}
