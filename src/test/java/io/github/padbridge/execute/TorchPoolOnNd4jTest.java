package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** PyTorch's poolings: the plan, the definition on ND4J and the loops give the same. */
class TorchPoolOnNd4jTest {
  private static final long SEED = 21;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static Optional<Plan> plan(Strategy strategy, PoolSpec spec) {
    try {
      return Optional.of(Alternative.plan(strategy, spec, Runtime.PORTABLE));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static Agreement verify(PoolSpec spec, Strategy strategy) {
    return new Verifier(
            VerifySettings.DEFAULT,
            new Nd4jEngine(),
            layer -> Alternative.plan(strategy, layer, Runtime.PORTABLE))
        .verify(new LayerRecord(LayerRecord.Label.NONE, spec, null));
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_POOL1D, 300, 0, 101",
    "MAX_POOL2D, 300, 218, 43",
    "MAX_POOL3D, 300, 0, 33",
    "AVG_POOL1D, 300, 0, 96",
    "AVG_POOL2D, 300, 0, 36",
    "AVG_POOL3D, 300, 0, 15",
  })
  void everyStrategyThatHoldsAgrees(PoolOp op, int padSlice, int explicit, int same) {
    RandomPools pools = new RandomPools(SEED);
    int[] held = new int[3];
    for (int i = 0; i < 300; i++) {
      PoolSpec spec = pools.next(op);
      for (Strategy strategy : List.of(Strategy.PAD_SLICE, Strategy.EXPLICIT, Strategy.SAME)) {
        if (plan(strategy, spec).isPresent()) {
          Agreement agreement = verify(spec, strategy);
          assertThat(agreement.agree()).as("%s: %s", spec, agreement.result()).isTrue();
          assertThat(agreement.evidence().missProbability()).isLessThan(1e-12);
          held[strategy.ordinal()]++;
        }
      }
    }
    assertThat(held).containsExactly(padSlice, explicit, same);
  }

  @ParameterizedTest
  @EnumSource(PoolOp.class)
  void sizesThatAreLeftOpenAgreeForEveryRemainder(PoolOp op) {
    RandomPools pools = new RandomPools(SEED + 1);
    int agreed = 0;
    for (; agreed < 40; agreed++) {
      PoolSpec known = pools.next(op);
      Shape shape = known.inputShape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        shape = shape.with(axis, Size.unknown("size" + axis));
      }
      PoolSpec open = known.withInputShape(shape);
      Agreement agreement = verify(open, Strategy.PAD_SLICE);
      assertThat(agreement.agree()).as("%s: %s", open, agreement.result()).isTrue();
      // The formula of the open size is the one of the size that is then known.
      for (int axis = 0; axis < op.spatialRank(); axis++) {
        assertThat(open.outputSize(axis).at(known.inputSize(axis).value()))
            .as("%s", known)
            .isEqualTo(known.outputSize(axis));
      }
    }
    assertThat(agreed).isEqualTo(40);
  }

  /** The patterns find what random numbers would seldom find: a window of one element more. */
  @Test
  void anyOtherWindowIsFound() {
    RandomPools pools = new RandomPools(SEED + 2);
    int found = 0;
    for (int i = 0; found < 200; i++) {
      PoolSpec spec = pools.next(PoolOp.values()[i % 3]);
      Optional<PoolSpec> other = changed(spec, i);
      if (other.isEmpty() || sameWindows(spec, other.get())) {
        continue;
      }
      Verifier verifier =
          new Verifier(
              VerifySettings.DEFAULT,
              new Nd4jEngine(),
              layer ->
                  Alternative.plan(
                      Strategy.PAD_SLICE,
                      other.get().withInputShape(layer.inputShape()),
                      Runtime.PORTABLE));
      Agreement agreement = verifier.verify(new LayerRecord(LayerRecord.Label.NONE, spec, null));
      assertThat(agreement.agree()).as("%s as %s", spec, other.get()).isFalse();
      found++;
    }
    assertThat(found).isEqualTo(200);
  }

  /** The pooling with one number changed by one, where PyTorch has it. */
  private static Optional<PoolSpec> changed(PoolSpec spec, int which) {
    int by = which % 2 == 0 ? 1 : -1;
    try {
      return Optional.of(
          new PoolSpec(
              spec.op(),
              new Windows(
                  which % 5 == 0 ? last(spec.kernelSize(), by) : spec.kernelSize(),
                  which % 5 == 1 ? last(spec.stride(), by) : spec.stride(),
                  which % 5 == 3 ? last(spec.dilation(), by) : spec.dilation()),
              which % 5 == 2 ? last(spec.padding(), by) : spec.padding(),
              (which % 5 == 4) != spec.ceilMode(),
              true,
              null,
              false,
              spec.inputShape()));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static List<Integer> last(List<Integer> numbers, int by) {
    Integer[] changed = numbers.toArray(new Integer[0]);
    changed[changed.length - 1] += by;
    return Arrays.asList(changed);
  }

  /** Whether two poolings look at the same elements, by trying each element alone. */
  private static boolean sameWindows(PoolSpec spec, PoolSpec other) {
    if (!spec.outputShape().equals(other.outputShape())) {
      return false;
    }
    int elements = (int) spec.inputShape().elements();
    for (int element = 0; element < elements; element++) {
      double[] data = new double[elements];
      Arrays.fill(data, -2);
      data[element] = -1;
      Tensor x = new Tensor(spec.inputShape().toIntArray(), data);
      if (!Arrays.equals(
          TorchPoolInLoops.run(spec, x).data(), TorchPoolInLoops.run(other, x).data())) {
        return false;
      }
    }
    return true;
  }

  @Test
  void zerosAroundAMaxPoolingAreFound() {
    PoolSpec spec =
        pool("{'op': 'max_pool2d', 'kernel_size': 3, 'padding': 1, 'input_shape': [1, 1, 7, 7]}");
    PoolSpec average =
        pool("{'op': 'avg_pool2d', 'kernel_size': 3, 'padding': 1, 'input_shape': [1, 1, 7, 7]}");
    Plan right = Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.PORTABLE);
    Plan.Builder wrong = new Plan.Builder(right.target(), right.strategy(), right.input(), null);
    Plan zeros = Alternative.plan(Strategy.PAD_SLICE, average, Runtime.PORTABLE);
    for (Plan.Traced traced : right.steps()) {
      boolean pads = traced.step() instanceof Pad;
      wrong.add(
          pads
              ? zeros.steps().stream()
                  .map(Plan.Traced::step)
                  .filter(step -> step instanceof Pad pad && pad.on() == Operand.DATA)
                  .findFirst()
                  .orElseThrow()
              : traced.step(),
          traced.why());
    }
    Verifier verifier =
        new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), layer -> wrong.build());
    assertThat(verifier.verify(new LayerRecord(LayerRecord.Label.NONE, spec, null)).agree())
        .isFalse();
  }

  /** Every divisor of PyTorch's, taken for every other. */
  @Test
  void anotherDivisorIsFound() {
    int found = 0;
    String[] divisors = {
      "'count_include_pad': true", "'count_include_pad': false", "'divisor_override': 7"
    };
    for (String is : divisors) {
      for (String planned : divisors) {
        if (!is.equals(planned)) {
          String spec =
              "{'op': 'avg_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'input_shape': [1, 1, 7, 7], ";
          Verifier verifier =
              new Verifier(
                  VerifySettings.DEFAULT,
                  new Nd4jEngine(),
                  layer ->
                      Alternative.plan(
                          Strategy.PAD_SLICE, pool(spec + planned + "}"), Runtime.PORTABLE));
          assertThat(
                  verifier
                      .verify(new LayerRecord(LayerRecord.Label.NONE, pool(spec + is + "}"), null))
                      .agree())
              .isFalse();
          found++;
        }
      }
    }
    assertThat(found).isEqualTo(6);
  }

  private static PoolSpec pool(String json) {
    return (PoolSpec) TestData.layer(json).spec();
  }
}
