package io.github.padbridge.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.NumberType;
import io.github.padbridge.modelfile.tensor.OutputTensor;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.proof.WeightProof;
import io.github.padbridge.shape.Size;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order of weights, for random layers of every kind. */
class WeightPlanTest {
  private static final List<Destination> OTHERS =
      Destination.all().stream().filter(each -> !each.equals(Destination.PYTORCH)).toList();

  private static long[] shape(ConvSpec spec) {
    return spec.weightShape().sizes().stream().mapToLong(Size::value).toArray();
  }

  @Test
  void theSameBytesComeBack() throws IOException {
    SplittableRandom random = new SplittableRandom(41);
    RandomSpecs specs = new RandomSpecs(41);
    int cases = 0;
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      ConvSpec spec = specs.next();
      NumberType type = NumberType.values()[i % NumberType.values().length];
      FileTensor weight = MemoryTensor.random(type, shape(spec), random);
      for (Destination framework : OTHERS) {
        try {
          WeightOrder order = WeightPlan.of(spec, framework).order();
          OutputTensor there = order.forth(weight, "there");
          byte[] bytes = MemoryTensor.written(there);
          FileTensor read = MemoryTensor.of(type, there.shape(), bytes);
          assertThat(MemoryTensor.written(order.back(read, "back")))
              .as("%s for %s", spec, framework)
              .isEqualTo(MemoryTensor.written(new OutputTensor("", weight.shape(), weight)));
          cases++;
        } catch (Refusal refusal) {
          assertThat(refusal.getMessage()).contains("cannot be permuted: ");
          refused++;
        }
      }
    }
    assertThat(cases).isGreaterThan(600);
    assertThat(cases + refused).isEqualTo(600 * OTHERS.size());
  }

  /** An element {@code [k..., i, o]} is {@code [o, i, k...]} in PyTorch. */
  @Test
  void everyElementIsWhereTensorFlowAndKerasTakeIt() throws IOException {
    RandomSpecs specs = new RandomSpecs(42);
    int depthwise = 0;
    for (int i = 0; i < 600; i++) {
      ConvSpec spec = specs.next();
      if (spec.flipKernel() || (spec.op().isTransposed() && spec.groups() > 1)) {
        continue;
      }
      int[] given = spec.weightShape().toIntArray();
      double[] data = new double[Arrays.stream(given).reduce(1, (a, b) -> a * b)];
      Arrays.setAll(data, at -> at);
      FileTensor weight = MemoryTensor.of(new Tensor(given, data));
      OutputTensor tensorFlow =
          WeightPlan.of(spec, Destination.named("tensorflow").orElseThrow())
              .order()
              .forth(weight, "");
      OutputTensor keras = WeightPlan.of(spec, Destination.KERAS).order().forth(weight, "");
      double[] moved = tensorFlow.elements().numbers().data();
      assertThat(keras.elements().numbers().data()).isEqualTo(moved);
      int kernel = data.length / given[0] / given[1];
      for (int k = 0; k < kernel; k++) {
        for (int first = 0; first < given[0]; first++) {
          for (int second = 0; second < given[1]; second++) {
            assertThat(moved[(k * given[1] + second) * given[0] + first])
                .isEqualTo((first * given[1] + second) * kernel + k);
          }
        }
      }
      long[] last = Arrays.copyOfRange(keras.shape(), given.length - 2, given.length);
      if (Arrays.equals(keras.shape(), tensorFlow.shape())) {
        assertThat(last).containsExactly(given[1], given[0]);
      } else {
        assertThat(given[1]).isEqualTo(1);
        assertThat(last).containsExactly(spec.groups(), given[0] / spec.groups());
        depthwise++;
      }
    }
    assertThat(depthwise).isGreaterThan(10);
  }

  @Test
  void kerasHasNoGroupsInTransposedConvolutions() {
    RandomSpecs specs = new RandomSpecs(43);
    ConvSpec grouped = specs.next(ConvOp.CONV_TRANSPOSE2D);
    while (grouped.groups() == 1 || grouped.flipKernel()) {
      grouped = specs.next(ConvOp.CONV_TRANSPOSE2D);
    }
    ConvSpec spec = grouped;
    assertThatThrownBy(() -> WeightPlan.of(spec, Destination.KERAS))
        .hasMessageContaining("Keras has no transposed convolution with groups");
  }

  private static Tensor numbers(long[] shape, SplittableRandom random) {
    int[] sizes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    double[] data = new double[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(data, at -> random.nextDouble(-1, 1));
    return new Tensor(sizes, data);
  }

  @Test
  void permutedWeightsGiveTheNumbersOfPyTorch() throws IOException {
    SplittableRandom random = new SplittableRandom(44);
    RandomSpecs specs = new RandomSpecs(44);
    WeightProof proof = new WeightProof(VerifySettings.DEFAULT, new Nd4jEngine());
    int agreeing = 0;
    int planted = 0;
    for (int i = 0; i < 60; i++) {
      ConvSpec spec = specs.next(ConvOp.values()[i % ConvOp.values().length]);
      Tensor weight = numbers(shape(spec), random);
      for (Destination framework : OTHERS) {
        if (spec.flipKernel()
            || (framework.isKeras() && spec.op().isTransposed() && spec.groups() > 1)) {
          continue;
        }
        WeightPlan plan = WeightPlan.of(spec, framework);
        double[] moved =
            plan.order().forth(MemoryTensor.of(weight), "").elements().numbers().data();
        Agreement agreement = agreement(proof, spec, framework, weight, moved, plan);
        assertThat(agreement.agree()).as("%s for %s", spec, framework).isTrue();
        agreeing++;
        // The elements as PyTorch has them, in the shape of the other framework.
        if (!Arrays.equals(moved, weight.data())) {
          Agreement wrong = agreement(proof, spec, framework, weight, weight.data(), plan);
          assertThat(wrong.agree()).as("%s for %s, planted", spec, framework).isFalse();
          planted++;
        }
      }
    }
    assertThat(agreeing).isGreaterThan(60);
    assertThat(planted).isGreaterThan(30);
  }

  private static Agreement agreement(
      WeightProof proof,
      ConvSpec spec,
      Destination framework,
      Tensor weight,
      double[] moved,
      WeightPlan plan) {
    int[] shape = plan.order().to().stream().mapToInt(Long::intValue).toArray();
    return proof.prove(
        spec, weight, new Tensor(shape, moved), layer -> WeightPlan.of(layer, framework).rest());
  }
}
