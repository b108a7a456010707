package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.List;

/** The orders in which a port may read the input. */
final class InputChoices {
  private final View x;
  private final String letters;
  private final List<Choice<View>> choices = new ArrayList<>();

  private InputChoices(Subject subject) {
    this.x = subject.x();
    this.letters = subject.letters();
    choices.add(Choice.own(x));
  }

  static List<Choice<View>> of(Subject subject) {
    InputChoices all = new InputChoices(subject);
    all.axesExchanged();
    all.reshaped(subject);
    for (GroupOrders.Order order : GroupOrders.of(all.x.size(1), subject.groups())) {
      all.add(
          all.x.reordered(1, order.order()),
          Kind.GROUPS_ORDER,
          "the input channels are " + order.words());
    }
    return all.choices;
  }

  /** Adds an order, unless it reads the input like a known one. */
  private void add(View view, Kind kind, String message) {
    if (choices.stream().noneMatch(known -> known.value().readsLike(view))) {
      choices.add(Choice.changed(view, kind, message));
    }
  }

  private void reshaped(Subject subject) {
    for (int[] order : AxisOrders.withBatchFirst(letters.length())) {
      add(
          x.stored(order),
          Kind.LAYOUT_RESHAPED,
          "the input is reshaped as if its numbers were in the order "
              + AxisOrders.letters(order, letters)
              + ", and not transposed");
    }
    if (!Subject.isOrdered(x.shape())) {
      return;
    }
    int[] order = subject.otherOrder();
    add(
        subject.inOwnOrder(x.shape(), x.permuted(order).numbers()),
        Kind.LAYOUT_RESHAPED,
        "the input is reshaped from the order "
            + AxisOrders.letters(order, letters)
            + ", and not transposed");
  }

  private void axesExchanged() {
    for (int one = 2; one < letters.length(); one++) {
      for (int other = one + 1; other < letters.length(); other++) {
        String axes = letters.charAt(one) + " and " + letters.charAt(other);
        add(
            x.permuted(AxisOrders.exchanged(letters.length(), one, other)),
            Kind.KERNEL_AXES,
            axes + " of the input are exchanged");
      }
    }
  }
}
