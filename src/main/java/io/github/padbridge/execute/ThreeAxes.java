package io.github.padbridge.execute;

import java.util.List;

/** Extends one to three spatial axes to three, so that the same loops run all ranks. */
final class ThreeAxes {
  private ThreeAxes() {}

  /** The numbers, with {@code missing} in front for missing axes. */
  static int[] of(List<Integer> values, int missing) {
    int[] three = {missing, missing, missing};
    for (int i = 0; i < values.size(); i++) {
      three[3 - values.size() + i] = values.get(i);
    }
    return three;
  }

  /** The number of elements of an array of these sizes. */
  static int volume(int[] sizes) {
    return sizes[0] * sizes[1] * sizes[2];
  }
}
