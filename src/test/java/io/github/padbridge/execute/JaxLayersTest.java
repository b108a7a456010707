package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomJaxSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.JaxWindows;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random JAX layers: loops, definition and the plans of every target give the same numbers. */
class JaxLayersTest {
  private static final long SEED = 83;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static boolean agrees(Layer layer, Function<Layer, Plan> planner) {
    return new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), planner)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null))
        .agree();
  }

  private static Plan plan(Layer layer, Target target) {
    return Alternative.plan(Strategy.PAD_SLICE, layer, target, Runtime.PORTABLE);
  }

  private static CaseTensors draw(JaxSpec spec, SplittableRandom random) {
    return new CaseTensors(
        tensor(spec.inputShape(), random),
        orNone(spec.weightShape(), random),
        orNone(spec.biasShape(), random),
        null);
  }

  private static @Nullable Tensor orNone(@Nullable Shape shape, SplittableRandom random) {
    return shape == null ? null : tensor(shape, random);
  }

  private static Tensor tensor(Shape shape, SplittableRandom random) {
    double[] data = new double[Math.toIntExact(shape.elements())];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextInt(-9, 10);
    }
    return new Tensor(shape.toIntArray(), data);
  }

  @Test
  void loopsAndDefinitionAgree() {
    RandomJaxSpecs specs = new RandomJaxSpecs(SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    int equal = 0;
    for (int i = 0; i < 400; i++) {
      JaxSpec spec = specs.next(JaxOp.values()[i % JaxOp.values().length]);
      CaseTensors on = draw(spec, random);
      Tensor loops = JaxInLoops.run(spec, on.x(), on.weight(), on.bias());
      Tensor defined =
          Scratch.during(
              () -> JaxOnNd4j.run(spec, on.x(), on.weight(), on.bias(), Precision.FLOAT64));
      assertThat(loops.shape()).as("%s", spec).isEqualTo(spec.outputShape().toIntArray());
      assertThat(defined.shape()).as("%s", spec).isEqualTo(loops.shape());
      for (int at = 0; at < loops.data().length; at++) {
        assertThat(Math.abs(defined.data()[at] - loops.data()[at]))
            .as("%s", spec)
            .isLessThan(1e-12);
      }
      equal++;
    }
    assertThat(equal).isEqualTo(400);
  }

  /** A third has open sizes, where a strided SAME may be refused. */
  @Test
  void plansAgree() {
    RandomJaxSpecs specs = new RandomJaxSpecs(SEED + 1);
    int agreed = 0;
    int refused = 0;
    for (int i = 0; i < 240; i++) {
      JaxSpec known = specs.next(JaxOp.values()[i % JaxOp.values().length]);
      Target target = Targets.ALL.get(i % 2);
      Layer layer;
      Plan plan;
      try {
        layer = i % 3 == 0 ? known.withInputShape(TestData.opened(known)) : known;
        plan = plan(layer, target);
      } catch (Refusal refusal) {
        assertThat(i % 3).as("%s: %s", known, refusal.faults()).isZero();
        if (!(known.padding() instanceof JaxPadding.Same)) {
          assertThat(refusal.faults().get(0).message()).startsWith("every window must hold");
        }
        refused++;
        continue;
      }
      assertThat(plan.output()).isEqualTo(layer.outputShape());
      assertThat(agrees(layer, each -> plan(each, target))).as("%s", layer).isTrue();
      agreed++;
    }
    assertThat(List.of(agreed, refused)).isEqualTo(List.of(238, 2));
  }

  /** The plan of a layer that pads one element further along is found to be wrong. */
  @Test
  void aShiftedPaddingIsFound() {
    RandomJaxSpecs specs = new RandomJaxSpecs(SEED + 2);
    int found = 0;
    while (found < 40) {
      JaxSpec spec = specs.next(JaxOp.CONV);
      if (!(spec.padding() instanceof JaxPadding.Pairs pairs)
          || spec.kernelSize().stream().anyMatch(size -> size < 2)) {
        continue;
      }
      List<PadAmount> shifted =
          pairs.amounts().stream()
              .map(amount -> new PadAmount(amount.before() + 1, amount.after() - 1))
              .toList();
      JaxWindows reading = spec.reading();
      JaxSpec other;
      Plan wrong;
      try {
        other =
            new JaxSpec(
                spec.op(),
                spec.layouts(),
                spec.channels(),
                new JaxWindows(
                    reading.windows(),
                    reading.baseDilation(),
                    new JaxPadding.Pairs(shifted),
                    reading.paddingMode(),
                    reading.reversal()),
                spec.bias(),
                true,
                spec.inputShape());
        wrong = plan(other, Targets.PYTORCH);
      } catch (Refusal refusal) {
        continue;
      }
      assertThat(agrees(spec, each -> wrong)).as("%s", spec).isFalse();
      found++;
    }
    assertThat(found).isEqualTo(40);
  }
}
