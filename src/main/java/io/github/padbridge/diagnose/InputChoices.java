package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.List;

/** The orders in which a port may read the input. */
final class InputChoices {
  private InputChoices() {}

  /**
   * @param x as {@code (N, C, spatial...)}
   * @param letters of its axes
   */
  static List<Choice<View>> of(View x, String letters, int groups) {
    List<Choice<View>> choices = new ArrayList<>();
    choices.add(Choice.own(x));
    int rank = letters.length();
    for (int[] order : AxisOrders.withBatchFirst(rank)) {
      View stored = x.stored(order);
      if (!stored.readsLike(x)) {
        choices.add(
            Choice.changed(
                stored,
                Kind.LAYOUT_RESHAPED,
                "the input is reshaped as if its numbers were in the order "
                    + AxisOrders.letters(order, letters)
                    + ", and not transposed"));
      }
    }
    for (int one = 2; one < rank; one++) {
      for (int other = one + 1; other < rank; other++) {
        choices.add(
            Choice.changed(
                x.permuted(AxisOrders.exchanged(rank, one, other)),
                Kind.KERNEL_AXES,
                letters.charAt(one) + " and " + letters.charAt(other) + " of the input are exchanged"));
      }
    }
    for (GroupOrders.Order order : GroupOrders.of(x.size(1), groups)) {
      choices.add(
          Choice.changed(
              x.reordered(1, order.order()),
              Kind.GROUPS_ORDER,
              "the input channels are " + order.words()));
    }
    return choices;
  }
}
