package io.github.padbridge.execute;

import java.util.List;

/** Numbers of one to three spatial axes as those of three, so that one set of loops runs all. */
final class ThreeAxes {
  private ThreeAxes() {}

  /** The numbers behind as many of {@code missing} as make three. */
  static int[] of(List<Integer> values, int missing) {
    int[] three = {missing, missing, missing};
    for (int i = 0; i < values.size(); i++) {
      three[3 - values.size() + i] = values.get(i);
    }
    return three;
  }

  /** How many elements an array of these sizes has. */
  static int volume(int[] sizes) {
    return sizes[0] * sizes[1] * sizes[2];
  }
}
