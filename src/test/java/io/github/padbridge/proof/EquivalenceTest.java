package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is decided for every size, held to the numbers of the definitions at sizes 1 to 20. */
class EquivalenceTest {
  private static final int PAIRS = 2_400;
  private static final int SIZES = 20;

  @Test
  void random_pairs_are_equal_exactly_where_their_numbers_are() {
    PairRun run = PairRun.inLoops();
    RandomChains chains = new RandomChains(1);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    List<String> wrong = new ArrayList<>();
    int zeros = 0;
    for (int i = 0; i < PAIRS; i++) {
      RandomChains.Pair pair = chains.next();
      Equivalence equivalence = Equivalence.of(pair.left(), pair.right());
      verdicts.merge(equivalence.verdict(), 1, Integer::sum);
      for (int size = 1; size <= SIZES; size++) {
        PairRun.Outcome decided =
            new PairRun.Outcome(
                all(equivalence, Axis::accepted, size),
                all(equivalence, Axis::right, size),
                all(equivalence, Axis::equal, size));
        PairRun.Outcome ran = decided.equal() ? run.of(pair, size) : run.searched(pair, size);
        if (ran.equal() && !decided.equal() && pair.rank() > 1 && run.isZero(pair, size)) {
          zeros++;
        } else if (!decided.equals(ran)) {
          wrong.add(pair.text() + " at " + size + ": " + decided + ", numbers: " + ran);
        }
      }
      assertThat(equivalence.causes().isEmpty())
          .as("no causes for %s", pair.text())
          .isEqualTo(equivalence.verdict() == Verdict.EVERY_SIZE);
    }
    assertThat(wrong).isEmpty();
    assertThat(zeros).isLessThan(10);
    assertThat(verdicts.keySet()).containsExactly(Verdict.values());
    assertThat(verdicts.values()).allMatch(count -> count >= 150);
  }

  private static boolean all(Equivalence equivalence, Function<Axis, SizeSet> sizes, int size) {
    return equivalence.axes().stream().allMatch(axis -> sizes.apply(axis).contains(size));
  }
}
