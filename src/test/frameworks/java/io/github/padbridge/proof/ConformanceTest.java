package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The readings of both frameworks that every proof rests on, against libtorch and TensorFlow
 * themselves: the definition on ND4J and in plain loops, and the plan of every strategy that
 * applies, on ND4J and by the framework it is for. On integers and to the bit, but for averages.
 */
@Tag("frameworks")
class ConformanceTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000);
  private static final long SEED = 20_240_301;

  @RegisterExtension final Counts counts = new Counts(SEED);
  private final Conformance conformance = new Conformance(counts);

  @BeforeAll
  static void start() {
    Conformance.start();
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
            case 1 -> PaddedAtRuntime.of(specs.next(op));
            case 2 -> validOr(specs.next(op), drawn -> paddedPerSide(drawn, seed));
            default -> specs.next(op);
          };
      counts.add(spec.op().functionName());
      conformance.agree(spec, SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS);
    for (ConvOp op : ConvOp.values()) {
      assertThat(counts.of(op.functionName())).isGreaterThan(SPECS / 7);
    }
    assertThat(counts.of("plans pad-slice")).isGreaterThan(SPECS * 19 / 20);
    for (Strategy strategy : Strategy.values()) {
      assertThat(counts.of("plans " + strategy.id())).isGreaterThan(SPECS / 20);
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

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < SPECS / 2; i++) {
      PoolSpec drawn = pools.next(PoolOp.values()[i % PoolOp.values().length]);
      conformance.agree(i % 7 == 0 ? validOr(drawn, PaddedAtRuntime::of) : drawn, SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS / 2);
    assertThat(counts.of("plans pad-slice")).isGreaterThan(SPECS / 5);
  }

  @Test
  void theWayBack() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      TensorFlowSpec drawn = specs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      conformance.agree(OneDnn.RUNTIME.computed(drawn), SEED + i);
    }
    assertThat(counts.of("layers")).isEqualTo(SPECS);
    assertThat(counts.of("plans pad-slice")).isGreaterThan(SPECS * 4 / 5);
  }
}
