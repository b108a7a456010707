package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.frameworks.FrameworksEngine;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is decided for every size, held to libtorch and TensorFlow at sizes 1 to 20. */
@Tag("frameworks")
class PairsInFrameworksTest {
  private static final int PAIRS = Integer.getInteger("frameworks.specs", 1_000);
  private static final int SIZES = 20;

  @Test
  void pairs_are_equal_exactly_where_the_frameworks_compute_the_same() {
    FrameworksEngine engine = new FrameworksEngine();
    engine.useOneDnn(false);
    engine.start();
    PairRun run = new PairRun((layer, on) -> engine.define(layer, on, Precision.FLOAT64));
    RandomChains chains = new RandomChains(2);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      RandomChains.Pair pair = chains.next();
      while (!runs(pair.left()) || !runs(pair.right())) {
        pair = chains.next();
      }
      Equivalence equivalence = Equivalence.of(pair.left(), pair.right());
      verdicts.merge(equivalence.verdict(), 1, Integer::sum);
      for (int size = 1; size <= SIZES; size++) {
        PairRun.Outcome decided =
            new PairRun.Outcome(
                all(equivalence, Axis::accepted, size),
                all(equivalence, Axis::right, size),
                all(equivalence, Axis::equal, size));
        PairRun.Outcome ran = decided.equal() ? run.of(pair, size) : run.searched(pair, size);
        boolean zero = ran.equal() && !decided.equal() && run.isZero(pair, size);
        if (!zero && !decided.equals(ran)) {
          wrong.add(pair.text() + " at " + size + ": " + decided + ", frameworks: " + ran);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(verdicts.keySet()).containsExactly(Verdict.values());
    assertThat(verdicts.values()).allMatch(count -> count >= PAIRS / 20);
  }

  /** TensorFlow has no dilated transposed convolution on a CPU. */
  private static boolean runs(Chain chain) {
    return chain.layers().stream()
        .noneMatch(
            layer ->
                layer instanceof TensorFlowSpec spec
                    && spec.op().isTransposed()
                    && spec.dilations().stream().anyMatch(dilation -> dilation > 1));
  }

  private static boolean all(Equivalence equivalence, Function<Axis, SizeSet> sizes, int size) {
    return equivalence.axes().stream().allMatch(axis -> sizes.apply(axis).contains(size));
  }
}
