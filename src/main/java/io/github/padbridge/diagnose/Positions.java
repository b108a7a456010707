package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The output elements at which hypotheses are evaluated. */
final class Positions {
  private static final long SEED = 0x5eed;

  private Positions() {}

  /**
   * Visits every element, row-major, as long as the visitor returns true. The index is the same
   * array every time.
   */
  static boolean forEach(int[] shape, Predicate<int[]> visitor) {
    long count = count(shape);
    int[] index = new int[shape.length];
    for (long i = 0; i < count; i++) {
      if (!visitor.test(index)) {
        return false;
      }
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return true;
  }

  /** The same for a sample of this size. */
  static boolean forSome(int[] shape, long size, Predicate<int[]> visitor) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < size; i++) {
      if (!visitor.test(one(shape, random, i % 2 == 1))) {
        return false;
      }
    }
    return true;
  }

  /** A sample, the same for equal shapes; every second element lies on an edge. */
  static List<int[]> some(int[] shape, int size) {
    List<int[]> some = new ArrayList<>();
    forSome(shape, size, some::add);
    return some;
  }

  private static int[] one(int[] shape, SplittableRandom random, boolean atEdge) {
    int[] index = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      index[axis] = random.nextInt(shape[axis]);
    }
    if (atEdge) {
      int axis = 2 + random.nextInt(shape.length - 2);
      index[axis] = random.nextBoolean() ? 0 : shape[axis] - 1;
    }
    return index;
  }

  static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      count *= size;
    }
    return count;
  }
}
