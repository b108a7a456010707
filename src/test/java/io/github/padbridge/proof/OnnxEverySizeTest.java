package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.ChainAxes;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.execute.Definition;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnnxEverySizeTest {
  private static final int LONGEST = 24;

  @Test
  void everyPlanOfAnOpenNodeIsEqualAtEverySize() {
    RandomOnnxSpecs specs = new RandomOnnxSpecs(21);
    int equal = 0;
    int undecided = 0;
    for (int i = 0; i < 300; i++) {
      OnnxSpec known = specs.next(OnnxOp.values()[i % 4]);
      if (known.hasFixedOutput()) {
        continue;
      }
      OnnxSpec spec = known.withInputShape(TestData.opened(known));
      for (Target target : Targets.ALL) {
        Optional<Alternative> plan = usual(spec, target);
        Optional<Boolean> holds = plan.flatMap(found -> EverySize.holds(spec, found.requirePlan()));
        if (holds.isEmpty()) {
          // The start of SAME in three dimensions depends on the build of TensorFlow.
          assertThat(spec.spatialRank()).as("%s", spec).isEqualTo(3);
          assertThat(spec.padding()).as("%s", spec).isEqualTo(OnnxPadding.SAME_UPPER);
          undecided++;
          continue;
        }
        assertThat(holds).as("%s to %s", spec, target).contains(true);
        equal++;
      }
    }
    assertThat(equal).isEqualTo(1114);
    assertThat(undecided).isEqualTo(10);
  }

  private static Optional<Alternative> usual(OnnxSpec spec, Target target) {
    try {
      return Optional.of(Alternative.usual(spec, target, Runtime.PORTABLE));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /**
   * Two nodes of one kind are equal at every size if and only if their numbers are. Left out are
   * nodes that are refused at some sizes because ONNX implementations disagree there.
   */
  @Test
  void theVerdictOnTwoNodesIsThatOfTheirNumbers() {
    RandomOnnxSpecs specs = new RandomOnnxSpecs(22);
    List<OnnxSpec> open = new ArrayList<>();
    while (open.size() < 400) {
      OnnxSpec spec = specs.next(OnnxOp.values()[open.size() % 4]);
      boolean plain =
          spec.spatialRank() == 1
              && spec.channels().group() == 1
              && spec.strides().get(0) <= spec.kernelSize().get(0)
              && !(spec.op().isPooling() && spec.dilations().get(0) > 1);
      if (plain && !spec.hasFixedOutput()) {
        Size one = Size.of(1);
        OnnxSpec single =
            spec.op().isPooling()
                ? spec.withInputShape(TestData.opened(spec).with(1, one))
                : spec.withChannels(one, one, 1, TestData.opened(spec).with(1, one));
        open.add(single);
      }
    }
    int equal = 0;
    int compared = 0;
    for (int i = 0; i < open.size(); i++) {
      for (int j = i + 4; j < open.size(); j += 4) {
        OnnxSpec left = open.get(i);
        OnnxSpec right = open.get(j);
        boolean alike =
            left.kernelSize().equals(right.kernelSize())
                && left.channels().bias() == right.channels().bias();
        if (!alike || compared == 3000) {
          continue;
        }
        compared++;
        boolean verdict = verdict(left, right);
        assertThat(verdict).as("%s and %s", left, right).isEqualTo(areEqual(left, right));
        equal += verdict ? 1 : 0;
      }
    }
    assertThat(compared).isEqualTo(3000);
    assertThat(equal).isEqualTo(159);
  }

  private static boolean verdict(OnnxSpec left, OnnxSpec right) {
    List<List<AxisOp>> axes = ChainAxes.of(left);
    return Equivalence.isAlways(axes, ChainAxes.of(right)).orElseThrow();
  }

  private static boolean areEqual(OnnxSpec left, OnnxSpec right) {
    for (int size = 1; size <= LONGEST; size++) {
      Optional<Tensor> one = output(left, size);
      Optional<Tensor> other = output(right, size);
      if (one.isPresent() && other.isEmpty()) {
        return false;
      }
      if (one.isPresent()
          && !(Arrays.equals(one.get().shape(), other.get().shape())
              && Arrays.equals(one.get().data(), other.get().data()))) {
        return false;
      }
    }
    return true;
  }

  /** The numbers at a size; empty where the node refuses it. */
  private static Optional<Tensor> output(OnnxSpec spec, int size) {
    try {
      OnnxSpec sized =
          spec.withInputShape(spec.inputShape().with(0, Size.of(1)).with(2, Size.of(size)));
      return Optional.of(
          Definition.inLoops(
              sized,
              new CaseTensors(
                  primes(sized.inputShape().toIntArray()),
                  sized.weightShape() == null ? null : primes(sized.weightShape().toIntArray()),
                  sized.biasShape() == null ? null : primes(sized.biasShape().toIntArray()),
                  null)));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /** Numbers without a pattern. */
  private static Tensor primes(int[] shape) {
    double[] data = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(data, i -> (i * i * 31 + i * 17 + 5) % 101 - 50);
    return new Tensor(shape, data);
  }
}
