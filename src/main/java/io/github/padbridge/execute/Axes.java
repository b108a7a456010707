package io.github.padbridge.execute;

/** Inserts and removes axes of size 1: 1-D convolutions run on ND4J as 2-D ones of height 1. */
final class Axes {
  private Axes() {}

  /** The shape with an axis of size 1 before {@code axis}. */
  static long[] inserted(long[] shape, int axis) {
    long[] longer = new long[shape.length + 1];
    System.arraycopy(shape, 0, longer, 0, axis);
    longer[axis] = 1;
    System.arraycopy(shape, axis, longer, axis + 1, shape.length - axis);
    return longer;
  }

  /** The shape without {@code axis}. */
  static long[] removed(long[] shape, int axis) {
    long[] shorter = new long[shape.length - 1];
    System.arraycopy(shape, 0, shorter, 0, axis);
    System.arraycopy(shape, axis + 1, shorter, axis, shorter.length - axis);
    return shorter;
  }
}
