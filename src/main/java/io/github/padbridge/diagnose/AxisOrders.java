package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Orders of the axes of a tensor {@code (N, C, spatial...)}. */
final class AxisOrders {
  private AxisOrders() {}

  /** Every order in which the batch stays first, the given one included. */
  static List<int[]> withBatchFirst(int rank) {
    List<int[]> orders = new ArrayList<>();
    extend(new int[rank], 1, orders);
    return orders;
  }

  private static void extend(int[] begun, int length, List<int[]> orders) {
    if (length == begun.length) {
      orders.add(begun.clone());
      return;
    }
    for (int axis = 1; axis < begun.length; axis++) {
      int next = axis;
      if (Arrays.stream(begun, 1, length).noneMatch(used -> used == next)) {
        begun[length] = axis;
        extend(begun, length + 1, orders);
      }
    }
  }

  /** The order that exchanges two axes. */
  static int[] exchanged(int rank, int one, int other) {
    int[] order = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = axis == one ? other : axis == other ? one : axis;
    }
    return order;
  }

  /** The letters of the axes in an order, such as {@code NHWC}. */
  static String letters(int[] order, String axes) {
    return Arrays.stream(order)
        .mapToObj(axis -> axes.substring(axis, axis + 1))
        .collect(Collectors.joining());
  }
}
