package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Layers whose stride is larger than the dilated kernel along some axis, in both directions:
 * forward ones skip elements of the input, transposed ones leave gaps of zeros in the output, and
 * SAME may pad nothing.
 */
@Tag("frameworks")
class StridesBeyondTheKernelTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000) / 4;
  private static final long SEED = 20_261_130;

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
      int turn = i / ConvOp.values().length % 4;
      ConvSpec spec =
          first(
              () -> turn == 0 ? specs.nextFar(op) : specs.next(op),
              drawn -> skips(drawn.kernelSize(), drawn.stride(), drawn.dilation()));
      counts.add(op.functionName());
      conformance.agree(turn == 1 ? PaddedAtRuntime.of(spec) : spec, SEED + i);
    }
    for (ConvOp op : ConvOp.values()) {
      assertThat(counts.of(op.functionName())).isGreaterThanOrEqualTo(SPECS / 6);
    }
    assertThat(counts.of("plans pad-slice")).isGreaterThan(SPECS * 19 / 20);
    assertThat(counts.of("plans zero-insert")).isGreaterThan(SPECS * 2 / 5);
    assertThat(counts.of("plans same")).isGreaterThan(SPECS / 20);
    assertThat(counts.of("plans explicit")).isGreaterThan(SPECS / 10);
  }

  @Test
  void poolings() {
    RandomPools pools = new RandomPools(SEED);
    for (int i = 0; i < SPECS / 2; i++) {
      PoolOp op = PoolOp.values()[i % PoolOp.values().length];
      PoolSpec spec =
          first(
              () -> pools.next(op),
              drawn -> skips(drawn.kernelSize(), drawn.stride(), drawn.dilation()));
      counts.add(op.functionName());
      conformance.agree(spec, SEED + i);
    }
    for (PoolOp op : PoolOp.values()) {
      assertThat(counts.of(op.functionName())).isGreaterThanOrEqualTo(SPECS / 12);
    }
    assertThat(counts.of("plans pad-slice")).isEqualTo(SPECS / 2);
  }

  @Test
  void theWayBack() {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    for (int i = 0; i < SPECS; i++) {
      TensorFlowOp op = TensorFlowOp.values()[i % TensorFlowOp.values().length];
      TensorFlowSpec spec =
          first(
              () -> specs.next(op),
              drawn -> skips(drawn.kernelSize(), drawn.strides(), drawn.dilations()));
      counts.add(op.functionName());
      conformance.agree(OneDnn.RUNTIME.computed(spec), SEED + i);
    }
    for (TensorFlowOp op : TensorFlowOp.values()) {
      assertThat(counts.of(op.functionName()))
          .isGreaterThanOrEqualTo(SPECS / TensorFlowOp.values().length);
    }
    assertThat(counts.of("plans pad-slice")).isGreaterThan(SPECS * 4 / 5);
  }

  private static <L> L first(Supplier<L> draws, Predicate<L> isWanted) {
    L drawn = draws.get();
    while (!isWanted.test(drawn)) {
      drawn = draws.get();
    }
    return drawn;
  }

  /** Whether along some axis a window ends before the next one starts, with elements between. */
  private static boolean skips(List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
    return IntStream.range(0, kernel.size())
        .anyMatch(axis -> stride.get(axis) > dilation.get(axis) * (kernel.get(axis) - 1) + 1);
  }
}
