package io.github.padbridge.diagnose;

import java.util.Arrays;
import java.util.List;

/**
 * The hypothesis that fits at the most elements where none fits at all.
 *
 * @param changes of it from the layer; none for the layer itself
 * @param fitting at how many of the elements it fits
 * @param checked how many elements were checked
 * @param index of the first difference, as {@code (n, o, spatial...)}
 * @param expected its result there
 * @param given the output there
 */
public record Nearest(
    List<Change> changes,
    long fitting,
    long checked,
    List<Integer> index,
    double expected,
    double given) {
  public Nearest {
    changes = List.copyOf(changes);
    index = List.copyOf(index);
  }

  static List<Integer> index(int[] of) {
    return Arrays.stream(of).boxed().toList();
  }
}
