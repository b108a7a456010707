package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterexampleTest {
  private static final int PAIRS = 500;

  /** Sizes beyond which none of the random pairs differs for the first time. */
  private static final int SIZES = 40;

  @Test
  void every_difference_is_seen_and_every_example_is_one() {
    RandomChains chains = new RandomChains(2);
    int shapes = 0;
    int numbers = 0;
    for (int i = 0; i < PAIRS; i++) {
      RandomChains.Pair pair = chains.next();
      Equivalence equivalence = Equivalence.of(pair.left(), pair.right());
      Optional<Counterexample> example =
          Counterexample.of(pair.left(), pair.right(), equivalence, CounterexampleTest::inLoops);
      assertThat(example.isPresent()).as(pair.text()).isEqualTo(differs(equivalence));
      if (example.isPresent()) {
        Counterexample seen = example.get();
        assertThat(isSmallest(seen, pair)).as(pair.text()).isTrue();
        assertThat(seen.first() == null).isEqualTo(!sameShapes(seen));
        shapes += seen.first() == null ? 1 : 0;
        numbers += seen.first() == null ? 0 : 1;
      }
    }
    assertThat(shapes).isGreaterThan(100);
    assertThat(numbers).isGreaterThan(60);
  }

  @Test
  void both_definitions_give_the_same_example() {
    RandomChains chains = new RandomChains(3);
    int found = 0;
    while (found < 60) {
      RandomChains.Pair pair = chains.next();
      Equivalence equivalence = Equivalence.of(pair.left(), pair.right());
      Optional<Counterexample> example =
          Counterexample.of(pair.left(), pair.right(), equivalence, CounterexampleTest::inLoops);
      if (example.isPresent() && example.get().first() != null) {
        Counterexample other =
            Counterexample.of(pair.left(), pair.right(), equivalence, CounterexampleTest::onNd4j)
                .orElseThrow();
        assertThat(other)
            .as(pair.text())
            .usingRecursiveComparison()
            .withComparatorForType(
                (a, b) -> a.equals(b) || Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
            .isEqualTo(example.get());
        found++;
      }
    }
  }

  @Test
  void numbers_are_of_the_index_given() {
    RandomChains chains = new RandomChains(4);
    int found = 0;
    while (found < 60) {
      RandomChains.Pair pair = chains.next();
      if (pair.left().ops().size() > 1 || pair.right().ops().size() > 1) {
        continue;
      }
      Tensor[] results = new Tensor[2];
      int[] calls = {0};
      Optional<Counterexample> example =
          Counterexample.of(
              pair.left(),
              pair.right(),
              Equivalence.of(pair.left(), pair.right()),
              (layer, on) -> results[calls[0]++ % 2] = inLoops(layer, on));
      if (example.isPresent() && example.get().first() != null) {
        Comparison.Difference first = example.get().first();
        int[] left = results[0].shape();
        assertThat(example.get().leftShape()).isEqualTo(left);
        assertThat(results[0].data()[flat(first.index(), left)]).isEqualTo(first.expected());
        // The other side's layout is another: the number is somewhere there.
        assertThat(results[1].data()).contains(first.actual());
        found++;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 4"})
  void channels_that_both_sides_leave_open_are_chosen(int groups, int inChannels) {
    String node = "onnx.Conv(kernel_shape=[3], strides=[2], group=" + groups;
    Sides sides =
        Sides.resolve(
            SideText.parse("left", node + ", pads=[1, 1])"),
            SideText.parse("right", node + ", auto_pad='SAME_UPPER')"),
            Map.of());
    Counterexample example =
        Counterexample.of(
                sides.left(),
                sides.right(),
                Equivalence.of(sides.left(), sides.right()),
                CounterexampleTest::inLoops)
            .orElseThrow();
    assertThat(example.inputShape()).containsExactly(1, inChannels, 2);
    assertThat(example.first()).isNotNull();
  }

  private static int flat(int[] index, int[] shape) {
    return IntStream.range(0, shape.length).reduce(0, (at, axis) -> at * shape[axis] + index[axis]);
  }

  private static Tensor inLoops(Layer layer, CaseTensors on) {
    return new Nd4jEngine().defineInLoops(layer, on);
  }

  private static Tensor onNd4j(Layer layer, CaseTensors on) {
    return new Nd4jEngine().define(layer, on, Precision.FLOAT64);
  }

  /** Whether one weight fits both sides, and both accept a size at which they differ. */
  private static boolean differs(Equivalence equivalence) {
    return equivalence.verdict() != Verdict.EVERY_SIZE
        && equivalence.axes().stream().allMatch(axis -> common(axis, true))
        && equivalence.axes().stream().anyMatch(axis -> common(axis, false));
  }

  private static boolean common(Axis axis, boolean orEqual) {
    return IntStream.rangeClosed(1, SIZES)
        .anyMatch(
            size ->
                axis.accepted().contains(size)
                    && axis.right().contains(size)
                    && (orEqual || !axis.equal().contains(size)));
  }

  private static boolean sameShapes(Counterexample example) {
    return java.util.Arrays.equals(example.leftShape(), example.rightShape());
  }

  /** Whether the numbers of all smaller inputs are equal, or refused by a side. */
  private static boolean isSmallest(Counterexample example, RandomChains.Pair pair) {
    int[] shape = example.inputShape();
    int size = pair.left().layers().get(0).layout().axes().indexOf('C') == 1 ? shape[2] : shape[1];
    return pair.rank() > 1
        || IntStream.range(1, size)
            .mapToObj(smaller -> PairRun.inLoops().of(pair, smaller))
            .allMatch(run -> run.equal() || !run.left() || !run.right());
  }
}
