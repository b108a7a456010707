package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The orders in which a port may have written its output. */
final class OutputChoices {
  private final String letters;
  private final List<Choice<Output>> choices = new ArrayList<>();

  private OutputChoices(String letters) {
    this.letters = letters;
  }

  /**
   * @param y as {@code (N, O, spatial...)}
   * @param letters of its axes
   */
  static List<Choice<Output>> of(View y, String letters, int groups) {
    OutputChoices all = new OutputChoices(letters);
    all.choices.add(Choice.own(new Output(y, null)));
    all.transposed(y);
    all.reshaped(y);
    for (GroupOrders.Order order : GroupOrders.of(y.size(1), groups)) {
      View view = y.reordered(1, order.order());
      String words = "the output channels are " + order.words();
      all.choices.add(Choice.changed(new Output(view, null), Kind.GROUPS_ORDER, words));
      all.choices.add(
          Choice.changed(
              new Output(view, order.order()),
              Kind.GROUPS_ORDER,
              words + " before the bias is added"));
    }
    if (y.size(0) > 1) {
      all.add(y.reversed(0), "the samples of the batch are in reverse order");
    }
    return all.choices;
  }

  /**
   * The output of a port in another shape, with its numbers in the order of the layer.
   *
   * @param y the numbers in the shape of the layer
   * @param given the shape that they have
   */
  static Choice<Output> ofAnotherShape(View y, int[] given) {
    return Choice.changed(
        new Output(y, null), Kind.OUTPUT_LAYOUT, "the output has the shape " + words(given));
  }

  private static String words(int[] shape) {
    String sizes = Arrays.toString(shape);
    return "(" + sizes.substring(1, sizes.length() - 1) + ")";
  }

  private void add(View view, String message) {
    choices.add(Choice.changed(new Output(view, null), Kind.OUTPUT_LAYOUT, message));
  }

  /** The axes of the output stand in another order. */
  private void transposed(View y) {
    for (int[] order : AxisOrders.withBatchFirst(letters.length())) {
      View view = y.permuted(inverse(order));
      if (!view.readsLike(y)) {
        add(
            view,
            "the output has its axes in the order " + AxisOrders.letters(order, letters));
      }
    }
  }

  private static int[] inverse(int[] order) {
    return IntStream.range(0, order.length)
        .map(axis -> IntStream.range(0, order.length).filter(i -> order[i] == axis).findFirst().orElseThrow())
        .toArray();
  }

  /** The output has the right shape, with the numbers of another order. */
  private void reshaped(View y) {
    for (int[] order : AxisOrders.withBatchFirst(letters.length())) {
      View view = y.stored(order);
      if (!view.readsLike(y)) {
        add(
            view,
            "the output is reshaped from the order "
                + AxisOrders.letters(order, letters)
                + ", and not transposed");
      }
    }
  }
}
