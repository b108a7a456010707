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
    all.axesExchanged(all.choices.get(0));
    all.reshaped(subject);
    List.copyOf(all.choices).forEach(all::axesExchanged);
    List.copyOf(all.choices).forEach(before -> all.regrouped(before, subject.groups()));
    return all.choices;
  }

  private void add(View view, Kind kind, String message) {
    add(choices.get(0), view, kind, message);
  }

  /**
   * Adds a choice with one change more than another, unless it reads the input like a known one.
   */
  private void add(Choice<View> before, View view, Kind kind, String message) {
    List<Change> changes = new ArrayList<>(before.changes());
    changes.add(new Change(kind, message));
    boolean isTwice = before.changes().stream().anyMatch(change -> change.kind() == kind);
    if (!isTwice
        && changes.size() <= Search.MOST_CHANGES
        && choices.stream().noneMatch(known -> known.value().readsLike(view))) {
      choices.add(new Choice<>(view, changes));
    }
  }

  private void regrouped(Choice<View> before, int groups) {
    View view = before.value();
    for (GroupOrders.Order order : GroupOrders.of(view.size(1), groups)) {
      add(
          before,
          view.reordered(1, order.order()),
          Kind.GROUPS_ORDER,
          "the input channels are " + order.words());
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

  private void axesExchanged(Choice<View> before) {
    for (int one = 2; one < letters.length(); one++) {
      for (int other = one + 1; other < letters.length(); other++) {
        String axes = letters.charAt(one) + " and " + letters.charAt(other);
        add(
            before,
            before.value().permuted(AxisOrders.exchanged(letters.length(), one, other)),
            Kind.KERNEL_AXES,
            axes + " of the input are exchanged");
      }
    }
  }
}
