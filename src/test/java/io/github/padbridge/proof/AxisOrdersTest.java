package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisOrdersTest {
  private static final int SIZE = 31;

  private static AxisOrders orders(int kernelSize, int dilation) {
    return new AxisOrders(SIZE, kernelSize, dilation, new SplittableRandom(1));
  }

  /** The positions of a progression that lie on the axis. */
  private static int[] progression(int start, int size, int apart) {
    return IntStream.range(0, size)
        .map(k -> start + k * apart)
        .filter(position -> position >= 0 && position < SIZE)
        .toArray();
  }

  /** The largest rank that each of the first orders has among the positions. */
  private static int[] winners(int[][] ranks, int[] positions) {
    return Arrays.stream(ranks)
        .mapToInt(rank -> Arrays.stream(positions).map(p -> rank[p]).max().orElse(-1))
        .toArray();
  }

  private static int[][] ranks(AxisOrders orders, int count) {
    return IntStream.range(0, count).mapToObj(orders::ranks).toArray(int[][]::new);
  }

  @Test
  void everyOrderGivesEachPositionARankOfItsOwn() {
    AxisOrders orders = orders(4, 3);
    for (int order = 0; order < orders.count(); order++) {
      int[] sorted = Arrays.stream(orders.ranks(order)).sorted().toArray();
      assertThat(sorted).isEqualTo(IntStream.range(0, SIZE).toArray());
    }
  }

  /** All pairs of different progressions, by the orders that are said to tell them apart. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 5", "3, 4", "4, 5", "6, 6", "12, 7"})
  void progressionsAreToldApart(int dilation, int count) {
    int pairs = 0;
    for (int kernelSize = 2; (kernelSize - 1) * dilation < SIZE + 4; kernelSize++) {
      AxisOrders orders = orders(kernelSize, dilation);
      assertThat(orders.forProgressions()).isEqualTo(count);
      int[][] ranks = ranks(orders, orders.forProgressions());
      for (int start = -4; start < SIZE; start++) {
        int[] window = progression(start, kernelSize, dilation);
        int[] winners = winners(ranks, window);
        for (int apart = 1; window.length > 0 && apart < SIZE; apart++) {
          for (int size = 1; (size - 1) * apart < SIZE; size++) {
            // What starts elsewhere than the window does is seen by the first of the orders.
            int[] other = progression(window[0], size, apart);
            if (!Arrays.equals(window, other)) {
              assertThat(winners(ranks, other))
                  .as("%s, not %s", window, other)
                  .isNotEqualTo(winners);
              pairs++;
            }
          }
        }
      }
    }
    assertThat(pairs).isGreaterThan(3000);
    AxisOrders orders = orders(2, dilation);
    int[][] ranks = ranks(orders, orders.forProgressions());
    for (int first = 1; first < SIZE; first++) {
      assertThat(winners(ranks, IntStream.range(first, SIZE).toArray()))
          .isNotEqualTo(winners(ranks, IntStream.range(first - 1, SIZE).toArray()));
    }
  }

  @Test
  void anySetsAreToldApartWhereAllOffsetsAreTried() {
    SplittableRandom random = new SplittableRandom(2);
    AxisOrders orders = orders(5, 2);
    assertThat(orders.tellAnySets()).isTrue();
    int[][] ranks = ranks(orders, orders.count());
    int[] window = progression(7, 5, 2);
    int[] winners = winners(ranks, window);
    for (int set = 0; set < 2000; set++) {
      Set<Integer> other = new HashSet<>(Arrays.stream(window).boxed().toList());
      for (int change = random.nextInt(4); change >= 0; change--) {
        int position = random.nextInt(SIZE);
        if (!other.remove(position)) {
          other.add(position);
        }
      }
      int[] positions = other.stream().mapToInt(Integer::intValue).sorted().toArray();
      if (!Arrays.equals(positions, window)) {
        assertThat(winners(ranks, positions)).as("%s", other).isNotEqualTo(winners);
      }
    }
  }

  @Test
  void ordersDoNotGrowWithTheWindow() {
    AxisOrders orders = new AxisOrders(1_000_000, 300_000, 1, new SplittableRandom(1));
    assertThat(orders.forProgressions()).isEqualTo(4);
    assertThat(orders.count()).isEqualTo(4 + AxisOrders.MOST_OFFSETS);
    assertThat(orders.tellAnySets()).isFalse();
  }
}
