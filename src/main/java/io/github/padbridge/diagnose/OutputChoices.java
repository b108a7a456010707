package io.github.padbridge.diagnose;

import io.github.padbridge.diagnostic.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The orders in which a port may have written its output. */
final class OutputChoices {
  private final Subject subject;
  private final String letters;
  private final List<Choice<Output>> choices = new ArrayList<>();

  private OutputChoices(Subject subject) {
    this.subject = subject;
    this.letters = subject.letters();
  }

  static List<Choice<Output>> of(Subject subject) {
    OutputChoices all = new OutputChoices(subject);
    View y = subject.y();
    if (y != null) {
      all.choices.add(Choice.own(new Output(y, null)));
      all.transposed(y);
    }
    if (y == null || !y.isOfShape(subject.ownOutputShape())) {
      all.ofAnotherShape();
    }
    if (y != null) {
      all.reshaped(y);
    }
    List.copyOf(all.choices).forEach(all::regrouped);
    if (y != null) {
      all.batchExchanged(y);
    }
    return all.choices;
  }

  /** Adds an order, unless it reads the output like a known one. */
  private void add(View view, String message) {
    if (choices.stream().noneMatch(known -> known.value().y().readsLike(view))) {
      choices.add(Choice.changed(new Output(view, null), Kind.OUTPUT_LAYOUT, message));
    }
  }

  /** The axes of the output stand in another order. */
  private void transposed(View y) {
    for (int[] order : AxisOrders.withBatchFirst(letters.length())) {
      add(
          y.permuted(inverse(order)),
          "the output has its axes in the order " + AxisOrders.letters(order, letters));
    }
    add(
        y.permuted(AxisOrders.exchanged(letters.length(), 0, 1)),
        "batch and channels of the output are exchanged");
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      inverse[order[axis]] = axis;
    }
    return inverse;
  }

  /** The output has the right shape, with the numbers of another order. */
  private void reshaped(View y) {
    for (int[] order : AxisOrders.withBatchFirst(letters.length())) {
      add(
          y.stored(order),
          "the output is reshaped from the order "
              + AxisOrders.letters(order, letters)
              + ", and not transposed");
    }
    if (Subject.isOrdered(y.shape())) {
      int[] order = subject.otherOrder();
      View read = subject.inOwnOrder(y.shape(), y.permuted(order).numbers());
      add(
          read,
          "the output is reshaped to the order "
              + AxisOrders.letters(order, letters)
              + ", not transposed to it");
    }
  }

  private void regrouped(Choice<Output> before) {
    View y = before.value().y();
    for (GroupOrders.Order order : GroupOrders.of(y.size(1), subject.groups())) {
      View view = y.reordered(1, order.order());
      String words = "the output channels are " + order.words();
      regrouped(before, new Output(view, null), words);
      regrouped(before, new Output(view, order.order()), words + " before the bias is added");
    }
  }

  private void regrouped(Choice<Output> before, Output output, String words) {
    List<Change> changes = new ArrayList<>(before.changes());
    changes.add(new Change(Kind.GROUPS_ORDER, words));
    choices.add(new Choice<>(output, changes));
  }

  private void batchExchanged(View y) {
    int samples = y.size(0);
    if (samples > 1) {
      add(y.reversed(0), "the samples of the batch are in reverse order");
    }
    if (samples > 2) {
      add(y.reordered(0, rotated(samples, 1)), "the samples of the batch are one place late");
      add(
          y.reordered(0, rotated(samples, samples - 1)),
          "the samples of the batch are one place early");
    }
  }

  private static int[] rotated(int size, int by) {
    return IntStream.range(0, size).map(i -> (i + by) % size).toArray();
  }

  /** The numbers are right, in another shape: flattened, or without the batch. */
  private void ofAnotherShape() {
    int[] own = subject.ownOutputShape();
    if (Positions.count(own) == subject.given().data().length) {
      ofAnotherShape(own);
    } else if (subject.y() == null) {
      flattened(own, 0);
    }
  }

  /** The same of a port whose output has other sizes along the axes from {@code axis} on. */
  private void flattened(int[] shape, int axis) {
    if (axis < subject.rank()) {
      for (int size :
          AxisVariants.sizes(
              subject.axes().get(axis), subject.family(), subject.x().size(axis + 2))) {
        int[] next = shape.clone();
        next[axis + 2] = size;
        flattened(next, axis + 1);
      }
    } else if (Positions.count(shape) == subject.given().data().length) {
      ofAnotherShape(shape);
    }
  }

  /**
   * @param shape that the output has as {@code (N, O, spatial...)}
   */
  private void ofAnotherShape(int[] shape) {
    View view = subject.inOwnOrder(shape, subject.given().data());
    String message = "the output has the shape " + WordList.call(subject.given().shape());
    add(view, message);
    for (int[] order : AxisOrders.withBatchFirst(letters.length())) {
      add(view.stored(order), message + " and the order " + AxisOrders.letters(order, letters));
    }
  }
}
