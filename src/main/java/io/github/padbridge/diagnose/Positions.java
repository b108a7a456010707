package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The output elements at which hypotheses are evaluated. */
final class Positions {
  private static final long SEED = 0x5eed;

  private Positions() {}

  /** Every element, row-major. */
  static List<int[]> all(int[] shape) {
    List<int[]> all = new ArrayList<>();
    long count = count(shape);
    int[] index = new int[shape.length];
    for (long i = 0; i < count; i++) {
      all.add(index.clone());
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return all;
  }

  /** A sample, the same for equal shapes; every second element lies on an edge. */
  static List<int[]> some(int[] shape, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] index = new int[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        index[axis] = random.nextInt(shape[axis]);
      }
      if (i % 2 == 1) {
        int axis = 2 + random.nextInt(shape.length - 2);
        index[axis] = random.nextBoolean() ? 0 : shape[axis] - 1;
      }
      some.add(index);
    }
    return some;
  }

  static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      count *= size;
    }
    return count;
  }
}
