package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * TensorFlow's layers: the plan for PyTorch, the definition on ND4J and the loops give the same.
 */
class TensorFlowOnNd4jTest {
  private static final long SEED = 31;

  private static Plan plan(Layer layer) {
    return Alternative.plan(Strategy.PAD_SLICE, layer, Runtime.PORTABLE);
  }

  private static Agreement verify(Layer layer, Function<Layer, Plan> planner) {
    return new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), planner)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null));
  }

  @ParameterizedTest
  @EnumSource(TensorFlowOp.class)
  void everyRandomLayerAgrees(TensorFlowOp op) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    int agreed = 0;
    for (; agreed < 150; agreed++) {
      TensorFlowSpec spec = specs.next(op);
      Agreement agreement = verify(spec, TensorFlowOnNd4jTest::plan);
      assertThat(agreement.agree()).as("%s: %s", spec, agreement.result()).isTrue();
      assertThat(agreement.evidence().missProbability()).isLessThan(1e-12);
      assertThat(plan(spec).output()).isEqualTo(spec.outputShape());
    }
    assertThat(agreed).isEqualTo(150);
  }

  @ParameterizedTest
  @EnumSource(TensorFlowOp.class)
  void sizesThatAreLeftOpenAgreeForEveryRemainder(TensorFlowOp op) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 1);
    int agreed = 0;
    while (agreed < 30) {
      TensorFlowSpec known = specs.next(op);
      TensorFlowSpec open = known.withInputShape(opened(known));
      Agreement agreement = verify(open, TensorFlowOnNd4jTest::plan);
      assertThat(agreement.agree()).as("%s: %s", open, agreement.result()).isTrue();
      for (int axis = 0; axis < op.spatialRank(); axis++) {
        assertThat(open.outputSize(axis).at(known.inputSize(axis).value()))
            .as("%s", known)
            .isEqualTo(known.outputSize(axis));
      }
      agreed++;
    }
    assertThat(agreed).isEqualTo(30);
  }

  private static Shape opened(TensorFlowSpec spec) {
    Shape shape = spec.inputShape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != spec.channelAxis() || spec.op().isPooling()) {
        shape = shape.with(axis, Size.unknown("size" + axis));
      }
    }
    return shape;
  }

  /** The right plan with one step of its kind changed; null where the change has nothing to do. */
  private static Plan changed(Plan right, Function<Step, Step> change) {
    Plan.Builder plan =
        new Plan.Builder(right.target(), right.strategy(), right.input(), right.weight());
    boolean any = false;
    for (Plan.Traced traced : right.steps()) {
      Step step = change.apply(traced.step());
      any |= !step.equals(traced.step());
      plan.add(step, traced.why());
    }
    return any ? plan.build() : null;
  }

  private static int found(Function<Step, Step> change) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 2);
    int found = 0;
    for (int i = 0; found < 60; i++) {
      TensorFlowSpec spec = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      Plan wrong = isTelling(spec) ? changed(plan(spec), change) : null;
      if (wrong == null) {
        continue;
      }
      Agreement agreement = verify(spec, layer -> wrong);
      assertThat(agreement.agree()).as("%s, with the fault", spec).isFalse();
      found++;
    }
    return found;
  }

  /** True for a layer in which a shift by one element cannot hide. */
  private static boolean isTelling(TensorFlowSpec spec) {
    return IntStream.range(0, spec.spatialRank())
        .allMatch(
            axis ->
                spec.kernelSize().get(axis) > 1
                    && spec.strides().get(axis) < 3
                    && spec.inputSize(axis).value() > 3
                    && spec.outputSize(axis).value() > 2);
  }

  /** The odd element at the start: right shape, every number off by a pixel. */
  @Test
  void theOddElementAtTheOtherEndIsFound() {
    assertThat(
            found(
                step -> {
                  if (!(step instanceof Pad pad) || pad.on() != Operand.DATA) {
                    return step;
                  }
                  List<PadAmount> swapped = new ArrayList<>();
                  pad.paddings()
                      .forEach(
                          a ->
                              swapped.add(
                                  new PadAmount(/* before= */ a.after(), /* after= */ a.before())));
                  return new Pad(pad.on(), swapped, pad.mode(), pad.fill());
                }))
        .isEqualTo(60);
  }

  @Test
  void aCropThatBeginsLateIsFound() {
    assertThat(
            found(
                step -> {
                  if (!(step instanceof ConvTranspose right)
                      || right.strides().stream().allMatch(s -> s == 1)
                      || right.crops().stream().anyMatch(PadAmount::isNone)
                      || right.outputPadding().stream().anyMatch(p -> p > 0)) {
                    return step;
                  }
                  // One less cropped at both ends and one more given back at none: a shift.
                  List<PadAmount> less =
                      right.crops().stream()
                          .map(p -> new PadAmount(p.before() - 1, p.after() - 1))
                          .toList();
                  return new ConvTranspose(
                      right.strides(),
                      right.dilations(),
                      less,
                      right.outputPadding(),
                      right.groups(),
                      right.bias());
                }))
        .isEqualTo(60);
  }

  @Test
  void aPlanThatForgetsAStrideIsFound() {
    assertThat(
            found(
                step ->
                    step instanceof Conv right
                        ? Conv.channelsFirst(
                            right.strides().stream().map(s -> s == 1 ? 2 : 1).toList(),
                            right.dilations(),
                            right.padding(),
                            right.groups(),
                            right.bias())
                        : step))
        .isEqualTo(60);
  }
}
