package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.frameworks.GraphEngine;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PadModule;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PoolOp;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.Tensor;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The readings of both frameworks that every proof rests on, against libtorch and TensorFlow
 * themselves: the definition on ND4J and in plain loops, and the plan of every strategy that
 * applies, on ND4J and by the framework it is for. On integers and to the bit, but for averages.
 */
class ConformanceTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000);
  private static final long SEED = 20_240_301;

  private static final Engine FRAMEWORKS = new FrameworksEngine();
  private static final Engine IN_A_GRAPH = new GraphEngine();
  private static final Engine ND4J = new Nd4jEngine();

  private final Map<String, Integer> counts = new TreeMap<>();

  @BeforeAll
  static void start() {
    FRAMEWORKS.start();
    ND4J.start();
  }

  @AfterEach
  void print() {
    System.out.println("seed " + SEED + ": " + counts);
  }

  @Test
  void convolutions() {
    RandomSpecs specs = new RandomSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      ConvOp op = ConvOp.values()[i % ConvOp.values().length];
      long seed = SEED + i;
      ConvSpec spec =
          switch (i / ConvOp.values().length % 8) {
            case 0 -> specs.nextFar(op);
            case 1 -> paddedAtRuntime(specs, op);
            case 2 -> validOr(specs.next(op), drawn -> paddedPerSide(drawn, seed));
            default -> specs.next(op);
          };
      count(spec.op().functionName());
      agree(spec, SEED + i);
    }
    assertThat(counts.get("layers")).isEqualTo(SPECS);
    for (ConvOp op : ConvOp.values()) {
      assertThat(counts.get(op.functionName())).isGreaterThan(SPECS / 7);
    }
    assertThat(counts.get("plans pad-slice")).isGreaterThan(SPECS * 19 / 20);
    for (Strategy strategy : Strategy.values()) {
      assertThat(counts.get("plans " + strategy.id())).isGreaterThan(SPECS / 20);
    }
  }

  /** The layer with another padding, or as it is where its window does not fit that. */
  private static <L extends Layer> L validOr(L drawn, UnaryOperator<L> padded) {
    try {
      return padded.apply(drawn);
    } catch (Refusal refusal) {
      return drawn;
    }
  }

  /** A forward convolution behind a padding module that differs before and after an axis. */
  private static ConvSpec paddedPerSide(ConvSpec spec, long seed) {
    ConvOp op = spec.op();
    if (op.isTransposed()) {
      return spec;
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < op.spatialRank(); axis++) {
      int before = spec.padAmount(axis).before();
      amounts.add(new PadAmount(Math.max(before, 0), Math.max(before - random.nextInt(2), 0)));
    }
    PadModule pad = new PadModule(amounts, spec.paddingMode(), 0);
    List<Integer> none = Collections.nCopies(op.spatialRank(), 0);
    ConvSpec bare =
        spec.withPadding(
            new Padding.Explicit(none), spec.paddingMode(), pad.after(spec.inputShape()));
    return pad.joinedWith(bare).orElse(spec);
  }

  /** As timm's {@code Conv2dSame}, which is a forward convolution of PyTorch's. */
  private static ConvSpec paddedAtRuntime(RandomSpecs specs, ConvOp op) {
    ConvSpec spec = specs.next(op);
    if (op.isTransposed()) {
      return spec;
    }
    return new ConvSpec(
        op,
        spec.inChannels().intValue(),
        spec.outChannels().intValue(),
        spec.kernelSize(),
        spec.stride(),
        new Padding.RuntimeSame(),
        spec.outputPadding(),
        spec.dilation(),
        spec.groups(),
        spec.bias(),
        PaddingMode.ZEROS,
        spec.inputShape());
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < SPECS / 2; i++) {
      PoolSpec drawn = pools.next(PoolOp.values()[i % PoolOp.values().length]);
      agree(i % 7 == 0 ? validOr(drawn, ConformanceTest::paddedAtRuntime) : drawn, SEED + i);
    }
    assertThat(counts.get("layers")).isEqualTo(SPECS / 2);
    assertThat(counts.get("plans pad-slice")).isGreaterThan(SPECS / 5);
  }

  /** As timm's {@code MaxPool2dSame}. */
  private static PoolSpec paddedAtRuntime(PoolSpec drawn) {
    if (!drawn.op().isMax()) {
      return drawn;
    }
    int rank = drawn.spatialRank();
    return new PoolSpec(
            drawn.op(),
            drawn.kernelSize(),
            drawn.stride(),
            Collections.nCopies(rank, 0),
            Collections.nCopies(rank, 1),
            false,
            true,
            null,
            drawn.inputShape())
        .withRuntimeSame();
  }

  @Test
  void theWayBack() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      TensorFlowSpec drawn = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      agree(OneDnn.RUNTIME.computed(drawn), SEED + i);
    }
    assertThat(counts.get("layers")).isEqualTo(SPECS);
    assertThat(counts.get("plans pad-slice")).isGreaterThan(SPECS * 4 / 5);
  }

  /** All sides on the same numbers, which are exact in the type that they can be computed in. */
  private void agree(Layer layer, long seed) {
    count("layers");
    if (OneDnn.breaks(layer)) {
      count("layers oneDNN breaks");
      return;
    }
    List<Alternative> ways =
        Alternative.all(layer, OneDnn.RUNTIME).stream().filter(Alternative::holds).toList();
    Map<Precision, Sides> sides = new EnumMap<>(Precision.class);
    for (Alternative way : ways) {
      Precision precision = FRAMEWORKS.widest(layer, way.plan());
      Sides on = sides.computeIfAbsent(precision, p -> defined(layer, seed, p));
      String name = way.strategy().id();
      if (OneDnn.endsOver(way.requirePlan())) {
        assertThatThrownBy(() -> FRAMEWORKS.run(way.plan(), on.numbers(), precision))
            .hasMessageContaining("nothing but padding");
        count("plans oneDNN breaks");
        continue;
      }
      on.equal(name, FRAMEWORKS.run(way.plan(), on.numbers(), precision));
      on.equal(name + " on ND4J", ND4J.run(way.plan(), on.numbers(), precision));
      if (way.plan().target() == Framework.TENSORFLOW && !OneDnn.endsInAGraphOver(way.plan())) {
        on.equal(name + " in a graph", IN_A_GRAPH.run(way.plan(), on.numbers(), precision));
        count("plans in a graph");
      }
      count("plans " + name);
      count("plans in " + precision.dtype());
    }
  }

  /** The layer by its framework, which is right, and by our readings of it. */
  private Sides defined(Layer layer, long seed, Precision precision) {
    Draws draws = Draws.of(layer, seed, precision);
    CaseTensors numbers = draws.integers();
    Tensor loops = ND4J.defineInLoops(layer, numbers);
    Sides sides = new Sides(layer, numbers, loops, draws.tolerance());
    if (layer instanceof TensorFlowSpec spec && isMissing(spec)) {
      assertThatThrownBy(() -> FRAMEWORKS.define(layer, numbers, precision))
          .as("%s", layer)
          .isInstanceOf(Refusal.class);
      count("layers TensorFlow has not");
    } else {
      Tensor expected = FRAMEWORKS.define(layer, numbers, precision);
      sides = new Sides(layer, numbers, expected, draws.tolerance());
      sides.equal("loops", loops);
    }
    sides.equal("ND4J", ND4J.define(layer, numbers, precision));
    count("definitions in " + precision.dtype());
    return sides;
  }

  /** Whether TensorFlow has a layer in some build, but not in the one that runs here. */
  private static boolean isMissing(TensorFlowSpec spec) {
    boolean volume = spec.spatialRank() == 3;
    boolean dilated = spec.dilations().stream().anyMatch(dilation -> dilation > 1);
    boolean uneven = spec.strides().stream().distinct().count() > 1;
    boolean explicit = spec.padding() instanceof TensorFlowPadding.Explicit;
    boolean forward = !spec.op().isTransposed() && !spec.op().isPooling();
    return (volume && spec.groups() > 1)
        || (dilated && explicit && spec.op().isTransposed())
        || (OneDnn.RUNTIME == Runtime.ONEDNN
            && forward
            && spec.padding() instanceof TensorFlowPadding.Explicit list
            && OneDnn.seesPaddingOnly(spec, list.amounts()))
        || (OneDnn.RUNTIME == Runtime.PORTABLE
            && ((dilated && (volume || spec.op().isTransposed()))
                || (uneven && spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV)));
  }

  /** The right output for some numbers. */
  private record Sides(Layer layer, CaseTensors numbers, Tensor expected, Tolerance tolerance) {
    void equal(String side, Tensor found) {
      Vote vote = Vote.of("the framework", expected, found, tolerance);
      assertThat(vote.agree()).as("%s: %s: %s", side, layer, vote).isTrue();
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
