package io.github.padbridge.diagnose;

import io.github.padbridge.layer.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The orders in which a port may read the weight. */
final class KernelChoices {
  /** Larger weights are not copied, 8 MB for each order. */
  private static final int MOST_COPIED = 1 << 20;

  private final Kernel own;
  private final String letters;
  private final int groups;
  private final List<Choice<Kernel>> choices = new ArrayList<>();

  private KernelChoices(Kernel own, String letters, int groups) {
    this.own = own;
    this.letters = letters;
    this.groups = groups;
  }

  /**
   * @param letters of the axes of the weight: {@code OI} and the spatial ones
   */
  static List<Choice<Kernel>> of(Kernel own, String letters, int groups) {
    return new KernelChoices(own, letters, groups).all();
  }

  private List<Choice<Kernel>> all() {
    choices.add(Choice.own(own));
    channelsExchanged();
    List.copyOf(choices).forEach(this::groupsReordered);
    if (groups == 1) {
      reshaped(Choice.own(own), own.weight());
    }
    List.copyOf(choices).forEach(this::axesExchanged);
    List.copyOf(choices).forEach(this::flipped);
    if (groups == 1 && own.weight().elements() <= MOST_COPIED) {
      List.copyOf(choices).forEach(this::reshapedAfter);
    }
    return choices;
  }

  private int rank() {
    return letters.length();
  }

  private void add(View weight, Kind kind, String message) {
    add(new Choice<>(own, List.of()), weight, kind, message);
  }

  /**
   * Adds a choice with one change more than another, unless it reads the weight like a known one.
   */
  private void add(Choice<Kernel> before, View weight, Kind kind, String message) {
    View bias = before.value().bias();
    boolean isKnown =
        choices.stream()
            .map(Choice::value)
            .anyMatch(known -> known.bias() == bias && known.weight().readsLike(weight));
    List<Change> changes = new ArrayList<>(before.changes());
    changes.add(new Change(kind, message));
    boolean isTwice = before.changes().stream().anyMatch(change -> change.kind() == kind);
    if (!isKnown && !isTwice && changes.size() <= Search.MOST_CHANGES) {
      choices.add(new Choice<>(new Kernel(weight, bias), changes));
    }
  }

  private void flipped(Choice<Kernel> before) {
    View all = before.value().weight();
    for (int axis = 2; axis < rank(); axis++) {
      all = all.reversed(axis);
    }
    add(before, all, Kind.KERNEL_FLIPPED, "the kernel is flipped");
    for (int axis = 2; rank() > 3 && axis < rank(); axis++) {
      add(
          before,
          before.value().weight().reversed(axis),
          Kind.KERNEL_FLIPPED,
          "the kernel is flipped along " + letters.charAt(axis));
    }
  }

  private void axesExchanged(Choice<Kernel> before) {
    for (int one = 2; one < rank(); one++) {
      for (int other = one + 1; other < rank(); other++) {
        add(
            before,
            before.value().weight().permuted(AxisOrders.exchanged(rank(), one, other)),
            Kind.KERNEL_AXES,
            letters.charAt(one) + " and " + letters.charAt(other) + " of the kernel are exchanged");
      }
    }
  }

  /** Within each group, where it has as many input channels as output channels. */
  private void channelsExchanged() {
    View weight = own.weight();
    int each = weight.size(0) / groups;
    if (each != weight.size(1) || each == 1) {
      return;
    }
    String words = "input and output channels of the weight are exchanged";
    if (groups == 1) {
      add(weight.permuted(AxisOrders.exchanged(rank(), 0, 1)), Kind.CHANNELS_EXCHANGED, words);
      return;
    }
    int[] shape = weight.shape();
    double[] data = new double[weight.elements()];
    int taps = data.length / shape[0] / shape[1];
    double[] numbers = weight.numbers();
    for (int out = 0; out < shape[0]; out++) {
      int first = out / each * each;
      for (int in = 0; in < each; in++) {
        for (int tap = 0; tap < taps; tap++) {
          data[(out * each + in) * taps + tap] =
              numbers[((first + in) * each + out - first) * taps + tap];
        }
      }
    }
    add(View.of(new Tensor(shape.clone(), data)), Kind.CHANNELS_EXCHANGED, words);
  }

  private void groupsReordered(Choice<Kernel> before) {
    for (GroupOrders.Order order : GroupOrders.of(own.weight().size(0), groups)) {
      View weight = before.value().weight().reordered(0, order.order());
      String words = "the output channels of the weight are " + order.words();
      add(before, weight, Kind.GROUPS_ORDER, words);
      View bias = own.bias();
      if (bias != null) {
        List<Change> changes = new ArrayList<>(before.changes());
        changes.add(new Change(Kind.GROUPS_ORDER, words + ", and so is the bias"));
        Kernel kernel = new Kernel(weight, bias.reordered(0, order.order()));
        choices.add(new Choice<>(kernel, changes));
      }
    }
  }

  /** A weight with one change, whose numbers are then read in another layout. */
  private void reshapedAfter(Choice<Kernel> before) {
    if (before.changes().size() == 1 && before.changes().get(0).kind() != Kind.LAYOUT_RESHAPED) {
      reshaped(before, before.value().weight().copied(own.weight()));
    }
  }

  /** The usual mistakes: the numbers of one layout read as another. */
  private void reshaped(Choice<Kernel> before, View whole) {
    int[] spatial = new int[rank() - 2];
    for (int axis = 0; axis < spatial.length; axis++) {
      spatial[axis] = axis + 2;
    }
    reshaped(before, whole, joined(new int[0], spatial, new int[] {1, 0}));
    reshaped(before, whole, joined(new int[0], spatial, new int[] {0, 1}));
    reshaped(before, whole, joined(new int[] {0}, spatial, new int[] {1}));
    reshaped(before, whole, joined(new int[] {1, 0}, spatial, new int[0]));
    reshaped(before, whole, joined(new int[] {0, 1}, spatial, new int[0]));
  }

  private static int[] joined(int[]... parts) {
    return Stream.of(parts).flatMapToInt(Arrays::stream).toArray();
  }

  private void reshaped(Choice<Kernel> before, View whole, int[] order) {
    View weight = whole.stored(order);
    if (!weight.readsLike(whole)) {
      add(
          before,
          weight,
          Kind.LAYOUT_RESHAPED,
          "the weight is reshaped as if its numbers were in the order "
              + AxisOrders.letters(order, letters)
              + ", and not transposed");
    }
  }
}
