package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.StepLayer;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every op of a plan, taken as a layer of its own: the framework's rules must accept it, and none
 * may leave its operand as it was.
 */
class AcceptedStepsTest {
  private static final long SEED = 61;

  private final Map<String, Integer> accepted = new TreeMap<>();

  private void accept(Plan plan, Runtime runtime) {
    Map<Operand, Shape> shapes = new EnumMap<>(Operand.class);
    shapes.put(Operand.DATA, plan.input());
    if (plan.weight() != null) {
      shapes.put(Operand.WEIGHT, plan.weight());
    }
    for (Plan.Traced traced : plan.steps()) {
      Step step = traced.step();
      assertThat(leavesAsItWas(step, shapes)).as("%s in %s", step, plan).isFalse();
      if (runtime == Runtime.PORTABLE && plan.target().equals(TensorFlowOpSet.OPS)) {
        requirePortable(step);
      }
      Optional<Layer> layer = StepLayer.of(step, shapes.get(step.on()), shapes.get(Operand.WEIGHT));
      if (layer.isPresent()) {
        assertThat(layer.get().outputShape()).as("%s", step).isEqualTo(traced.shape());
        accepted.merge(step.getClass().getSimpleName(), 1, Integer::sum);
      }
      shapes.put(step.on(), traced.shape());
    }
  }

  private static boolean leavesAsItWas(Step step, Map<Operand, Shape> shapes) {
    Shape shape = shapes.get(step.on());
    if (step instanceof ZeroInsert insert) {
      return insert.strides().stream().allMatch(stride -> stride == 1);
    }
    if (step instanceof DilateKernel dilate) {
      return IntStream.range(0, dilate.dilations().size())
          .allMatch(
              axis -> dilate.dilations().get(axis) == 1 || shape.size(axis).equals(Size.of(1)));
    }
    if (step instanceof AxisPool largest) {
      return largest.size() == 1 && largest.stride() == 1;
    }
    if (step instanceof Slice slice) {
      return slice.size().equals(shape.sizes());
    }
    if (step instanceof Split split) {
      return split.parts() == 1;
    }
    return step instanceof Pad pad && PadAmount.areNone(pad.paddings());
  }

  /** What a portable plan may not leave to TensorFlow's op. */
  private static void requirePortable(Step step) {
    if (step instanceof Conv conv && conv.strides().size() == 3) {
      assertThat(conv.groups()).isEqualTo(Size.of(1));
      assertThat(conv.dilations()).containsOnly(1);
    } else if (step instanceof OutputShapeConvTranspose conv) {
      assertThat(conv.dilations()).containsOnly(1);
    }
  }

  private void acceptAll(Layer layer) {
    for (Runtime runtime : Runtime.values()) {
      for (Alternative alternative : Alternative.all(layer, Targets.usual(layer), runtime)) {
        if (alternative.holds()) {
          accept(alternative.requirePlan(), runtime);
        }
      }
    }
  }

  @Test
  void ofConvolutions() {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; i < 1500; i++) {
      ConvSpec spec = i % 10 == 0 ? specs.nextFar(ConvOp.values()[i / 10 % 6]) : specs.next();
      acceptAll(spec);
      acceptAll(spec.withInputShape(TestData.opened(spec)));
    }
    assertThat(accepted).isEqualTo(Map.of("Conv", 7418, "OutputShapeConvTranspose", 3348));
  }

  @Test
  void ofPoolings() {
    RandomPools pools = new RandomPools(SEED + 1);
    for (int i = 0; i < 1500; i++) {
      PoolSpec spec = pools.next(PoolOp.values()[i % PoolOp.values().length]);
      acceptAll(spec);
      acceptAll(spec.withInputShape(TestData.opened(spec)));
    }
    assertThat(accepted).isEqualTo(Map.of("Pool", 8094));
  }

  @Test
  void ofLayersOfTensorFlow() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED + 2);
    for (int i = 0; i < 3000; i++) {
      TensorFlowSpec spec = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      acceptAll(spec);
      acceptAll(spec.withInputShape(TestData.opened(spec)));
    }
    assertThat(accepted).isEqualTo(Map.of("Conv", 4292, "ConvTranspose", 2572, "TorchPool", 6332));
  }
}
