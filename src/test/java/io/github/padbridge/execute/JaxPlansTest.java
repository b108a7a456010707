package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Permuted;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.translate.JaxTarget;
import io.github.padbridge.translate.OperandLayouts;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans for JAX, in the layout of the layer and in others, against definitions in plain loops. */
class JaxPlansTest {
  private static final long SEED = 61;
  private static final int ROUNDS = 120;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @CsvSource({"pytorch.jsonl, 600", "pytorch-corners.jsonl, 200"})
  void thePlansGivePyTorchsNumbers(String file, int count) {
    List<JsonRecord> records = TestData.golden(file);
    for (JsonRecord record : records) {
      LayerRecord layer = TestData.layer(record);
      Plan plan = JaxTarget.plan(layer.spec(), OperandLayouts.of(layer.spec()));
      Tensor y = PlansOnNd4j.run(plan, layer.tensors(), Precision.FLOAT64);
      assertThat(y.shape()).isEqualTo(layer.tensors().y().shape());
      assertThat(y.data()).as("%s", layer).isEqualTo(layer.tensors().y().data());
    }
    assertThat(records).hasSize(count);
  }

  @Test
  void thePlansOfEveryLayoutAgree() {
    int agree = 0;
    for (Layer layer : layers()) {
      for (OperandLayouts layouts :
          List.of(
              OperandLayouts.of(layer),
              OperandLayouts.channelsFirst(layer),
              OperandLayouts.channelsLast(layer))) {
        agree += agrees(layer, layouts, step -> step) ? 1 : 0;
      }
    }
    assertThat(agree).isEqualTo(3 * 3 * ROUNDS);
  }

  /** Some wrong steps give the same numbers: windows over padding only, or symmetric sizes. */
  @Test
  void wrongStepsAreFound() {
    int moved = 0;
    int unflipped = 0;
    for (Layer layer : layers()) {
      moved += agrees(layer, OperandLayouts.of(layer), JaxPlansTest::moved) ? 0 : 1;
      unflipped += agrees(layer, OperandLayouts.of(layer), JaxPlansTest::unflipped) ? 0 : 1;
    }
    assertThat(moved).isGreaterThan(2 * ROUNDS);
    assertThat(unflipped).isGreaterThan(ROUNDS / 3);
  }

  private static List<Layer> layers() {
    RandomSpecs convolutions = new RandomSpecs(SEED);
    RandomPools poolings = new RandomPools(SEED + 1);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(SEED + 2);
    Layer[] layers = new Layer[3 * ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      layers[3 * i] = convolutions.next();
      layers[3 * i + 1] = poolings.next(PoolOp.values()[i % PoolOp.values().length]);
      layers[3 * i + 2] = tensorFlow.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
    }
    return Arrays.asList(layers);
  }

  private static boolean agrees(Layer layer, OperandLayouts layouts, UnaryOperator<Step> change) {
    CaseTensors drawn = drawn(layer);
    Tensor expected = Definition.inLoops(layer, drawn);
    int[] data = layer.layout().permutationTo(layouts.data());
    Tensor weight = drawn.weight();
    CaseTensors given =
        new CaseTensors(
            Permuted.of(drawn.x(), data),
            weight == null
                ? null
                : Permuted.of(weight, layer.weightLayout().permutationTo(layouts.weight())),
            drawn.bias(),
            null);
    Plan plan = JaxTarget.plan(layer, layouts);
    Plan.Builder changed =
        new Plan.Builder(plan.target(), plan.strategy(), plan.input(), plan.weight());
    plan.steps().forEach(traced -> changed.add(change.apply(traced.step()), traced.why()));
    Tensor y = PlansOnNd4j.run(changed.build(), given, Precision.FLOAT64);
    Tensor turned = Permuted.of(expected, data);
    assertThat(y.shape()).as("%s", layer).isEqualTo(turned.shape());
    for (int i = 0; i < y.data().length; i++) {
      double difference = Math.abs(y.data()[i] - turned.data()[i]);
      if (y.data()[i] != turned.data()[i] && !(difference < 1e-12)) {
        return false;
      }
    }
    return true;
  }

  private static CaseTensors drawn(Layer layer) {
    SplittableRandom random = new SplittableRandom(SEED);
    return new CaseTensors(
        drawn(layer.inputShape(), random),
        drawn(layer.weightShape(), random),
        drawn(layer.biasShape(), random),
        null);
  }

  private static Tensor drawn(Shape shape, SplittableRandom random) {
    if (shape == null) {
      return null;
    }
    double[] numbers = random.ints(shape.elements(), -9, 10).asDoubleStream().toArray();
    return new Tensor(shape.toIntArray(), numbers);
  }

  /** The step with its windows one later. */
  private static Step moved(Step step) {
    if (step instanceof Conv conv) {
      return new Conv(
          conv.strides(),
          moved(conv.padding()),
          conv.baseDilations(),
          conv.dilations(),
          conv.data(),
          conv.kernel(),
          conv.groups(),
          false);
    }
    return step instanceof Pool pool
        ? new Pool(
            pool.on(), pool.pooling(), pool.firstAxis(), pool.grid(), moved(pool.padding()), false)
        : step;
  }

  private static WindowPadding moved(WindowPadding padding) {
    return new WindowPadding.Explicit(
        ((WindowPadding.Explicit) padding)
            .amounts().stream().map(a -> new PadAmount(a.before() - 1, a.after() + 1)).toList());
  }

  /** A reversal of no axis instead of that of the kernel. */
  private static Step unflipped(Step step) {
    return step instanceof FlipKernel flip ? new FlipKernel(flip.firstAxis(), 0) : step;
  }
}
