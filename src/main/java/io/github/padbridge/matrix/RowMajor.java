package io.github.padbridge.matrix;

import io.github.padbridge.shape.Shape;

/** Row-major counting: the last axis runs fastest. */
final class RowMajor {
  private RowMajor() {}

  /** The index on every axis of the element with the row-major index {@code flat}. */
  static int[] indices(long flat, Shape shape) {
    int[] indices = new int[shape.rank()];
    long rest = flat;
    for (int axis = indices.length - 1; axis >= 0; axis--) {
      indices[axis] = (int) (rest % shape.size(axis).value());
      rest /= shape.size(axis).value();
    }
    return indices;
  }
}
