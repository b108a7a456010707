package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PoolOp;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
      Optional<Layer> layer = layer(step, shapes, runtime);
      if (layer.isPresent()) {
        assertThat(layer.get().outputShape()).as("%s", step).isEqualTo(traced.shape());
        accepted.merge(step.getClass().getSimpleName(), 1, Integer::sum);
      }
      shapes.put(step.on(), traced.shape());
    }
  }

  private static boolean leavesAsItWas(Step step, Map<Operand, Shape> shapes) {
    Shape shape = shapes.get(step.on());
    if (step instanceof TensorFlowStep.ZeroInsert insert) {
      return insert.strides().stream().allMatch(stride -> stride == 1);
    }
    if (step instanceof TensorFlowStep.DilateKernel dilate) {
      return IntStream.range(0, dilate.dilations().size())
          .allMatch(
              axis -> dilate.dilations().get(axis) == 1 || shape.size(axis).equals(Size.of(1)));
    }
    if (step instanceof TensorFlowStep.WindowMax largest) {
      return largest.size() == 1 && largest.stride() == 1;
    }
    if (step instanceof Step.Slice slice) {
      return slice.size().equals(shape.sizes());
    }
    if (step instanceof Step.Split split) {
      return split.parts() == 1;
    }
    return step instanceof Step.Pad pad && PadAmount.areNone(pad.paddings());
  }

  /**
   * The step as a layer, if it is one.
   *
   * @throws io.github.padbridge.diagnostic.Refusal where the framework would not take it
   */
  private static Optional<Layer> layer(Step step, Map<Operand, Shape> shapes, Runtime runtime) {
    Shape in = shapes.get(step.on());
    if (step instanceof TorchStep.Pool pool) {
      return Optional.of(torch(pool, in));
    }
    if (step instanceof TensorFlowStep.Pool pool) {
      return Optional.of(tensorFlow(pool, in));
    }
    Shape weight = shapes.get(Operand.WEIGHT);
    if (step instanceof TorchStep.Conv conv) {
      int rank = conv.stride().size();
      return Optional.of(
          torch(
              ConvOp.values()[rank - 1],
              weight.size(0).intValue(),
              conv.stride(),
              conv.padding(),
              Collections.nCopies(rank, 0),
              conv.dilation(),
              conv.groups().intValue(),
              weight,
              in));
    }
    if (step instanceof TorchStep.ConvTranspose conv) {
      return Optional.of(
          torch(
              ConvOp.values()[conv.stride().size() + 2],
              weight.size(1).intValue(),
              conv.stride(),
              conv.padding(),
              conv.outputPadding(),
              conv.dilation(),
              1,
              weight,
              in));
    }
    if (step instanceof TensorFlowStep.Conv conv) {
      int rank = conv.strides().size();
      if (runtime == Runtime.PORTABLE && rank == 3) {
        assertThat(conv.groups()).isEqualTo(Size.of(1));
        assertThat(conv.dilations()).containsOnly(1);
      }
      return Optional.of(
          tensorFlow(
              TensorFlowOp.values()[rank - 1],
              weight.size(rank + 1).intValue(),
              conv.strides(),
              conv.padding(),
              conv.dilations(),
              conv.groups().intValue(),
              weight,
              in,
              List.of()));
    }
    if (step instanceof TensorFlowStep.ConvTranspose conv) {
      int rank = conv.strides().size();
      if (runtime == Runtime.PORTABLE) {
        assertThat(conv.dilations()).containsOnly(1);
      }
      assertThat(conv.outputShape().size(0)).isEqualTo(in.size(0));
      return Optional.of(
          tensorFlow(
              TensorFlowOp.values()[rank + 2],
              weight.size(rank).intValue(),
              conv.strides(),
              conv.padding(),
              conv.dilations(),
              1,
              weight,
              in,
              conv.outputShape().sizes().subList(1, rank + 1)));
    }
    return Optional.empty();
  }

  private static PoolSpec torch(TorchStep.Pool pool, Shape in) {
    int rank = pool.stride().size();
    boolean max = pool.pooling() == Pooling.MAX;
    return new PoolSpec(
        PoolOp.values()[max ? rank - 1 : rank + 2],
        pool.kernelSize(),
        pool.stride(),
        pool.padding(),
        Collections.nCopies(rank, 1),
        pool.ceilMode(),
        max,
        null,
        in);
  }

  private static ConvSpec torch(
      ConvOp op,
      int outChannels,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups,
      Shape weight,
      Shape in) {
    return new ConvSpec(
        op,
        in.size(1).intValue(),
        outChannels,
        kernel(weight, 2, op.spatialRank()),
        stride,
        new Padding.Explicit(padding),
        outputPadding,
        dilation,
        groups,
        false,
        PaddingMode.ZEROS,
        in);
  }

  private static TensorFlowSpec tensorFlow(TensorFlowStep.Pool pool, Shape in) {
    int rank = pool.strides().size();
    boolean max = pool.pooling() == Pooling.MAX;
    TensorFlowOp op =
        TensorFlowOp.values()[
            (max ? TensorFlowOp.MAX_POOL1D : TensorFlowOp.AVG_POOL1D).ordinal() + rank - 1];
    return new TensorFlowSpec(
        op,
        in.size(rank + 1),
        null,
        1,
        pool.ksize(),
        pool.strides(),
        padding(op, pool.padding()),
        Collections.nCopies(rank, 1),
        1,
        false,
        false,
        false,
        in,
        List.of());
  }

  private static TensorFlowSpec tensorFlow(
      TensorFlowOp op,
      int filters,
      List<Integer> strides,
      ConvPadding padding,
      List<Integer> dilations,
      int groups,
      Shape weight,
      Shape in,
      List<Size> outputSize) {
    return new TensorFlowSpec(
        op,
        in.size(op.spatialRank() + 1),
        Size.of(filters),
        1,
        kernel(weight, 0, op.spatialRank()),
        strides,
        padding(op, padding),
        dilations,
        groups,
        false,
        false,
        false,
        in,
        outputSize);
  }

  private static List<Integer> kernel(Shape weight, int first, int rank) {
    return weight.sizes().subList(first, first + rank).stream().map(Size::intValue).toList();
  }

  private static TensorFlowPadding padding(TensorFlowOp op, ConvPadding padding) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      assertThat(op.takesExplicitPadding()).isTrue();
      return new TensorFlowPadding.Explicit(explicit.amounts());
    }
    return padding instanceof ConvPadding.Same ? TensorFlowPadding.SAME : TensorFlowPadding.VALID;
  }

  private void acceptAll(Layer layer) {
    for (Runtime runtime : Runtime.values()) {
      for (Alternative alternative : Alternative.all(layer, Target.usual(layer), runtime)) {
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
    assertThat(accepted).isEqualTo(Map.of("Conv", 7418, "ConvTranspose", 3348));
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
    assertThat(accepted).isEqualTo(Map.of("Conv", 4292, "ConvTranspose", 2572, "Pool", 6332));
  }
}
