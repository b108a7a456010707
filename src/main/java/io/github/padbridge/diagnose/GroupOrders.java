package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Wrong orders of channels that stand in groups. */
final class GroupOrders {
  private GroupOrders() {}

  /**
   * @param order element {@code i} is taken from {@code order[i]}
   * @param words what was done, as an adjective
   */
  record Order(int[] order, String words) {}

  /** The orders of {@code channels} in {@code groups}; none where there is one group. */
  static List<Order> of(int channels, int groups) {
    if (groups < 2 || channels % groups != 0) {
      return List.of();
    }
    int each = channels / groups;
    List<Order> orders = new ArrayList<>();
    if (each > 1) {
      add(orders, channels, i -> i % groups * each + i / groups, "interleaved by group");
      add(
          orders,
          channels,
          i -> i % each * groups + i / each,
          "taken by group where they alternate");
    }
    add(orders, channels, i -> (groups - 1 - i / each) * each + i % each, "in reverse group order");
    if (groups > 2) {
      add(orders, channels, i -> (i / each + 1) % groups * each + i % each, "one group early");
      add(
          orders,
          channels,
          i -> (i / each + groups - 1) % groups * each + i % each,
          "one group late");
    }
    return orders;
  }

  /** Adds an order, unless it is known. */
  private static void add(List<Order> orders, int channels, IntUnaryOperator from, String words) {
    int[] order = IntStream.range(0, channels).map(from).toArray();
    if (orders.stream().noneMatch(known -> Arrays.equals(known.order(), order))) {
      orders.add(new Order(order, words));
    }
  }
}
