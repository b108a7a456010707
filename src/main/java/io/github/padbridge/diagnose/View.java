package io.github.padbridge.diagnose;

import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The numbers of a tensor in another order and shape, without a copy. */
final class View {
  private final double[] data;
  private final int[] shape;
  private final int offset;
  private final int[] strides;
  private final int tableAxis;
  private final int @Nullable [] table;

  private View(
      double[] data,
      int[] shape,
      int offset,
      int[] strides,
      int tableAxis,
      int @Nullable [] table) {
    this.data = data;
    this.shape = shape;
    this.offset = offset;
    this.strides = strides;
    this.tableAxis = tableAxis;
    this.table = table;
  }

  /** The tensor as it is. */
  static View of(Tensor tensor) {
    return new View(tensor.data(), tensor.shape(), 0, rowMajor(tensor.shape()), -1, null);
  }

  private static int[] rowMajor(int[] shape) {
    int[] strides = new int[shape.length];
    int next = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = next;
      next *= shape[axis];
    }
    return strides;
  }

  /** The axes in another order: axis {@code i} of the result is axis {@code order[i]} of this. */
  View permuted(int... order) {
    int[] sizes = new int[order.length];
    int[] steps = new int[order.length];
    int moved = -1;
    for (int axis = 0; axis < order.length; axis++) {
      sizes[axis] = shape[order[axis]];
      steps[axis] = strides[order[axis]];
      moved = order[axis] == tableAxis ? axis : moved;
    }
    return new View(data, sizes, offset, steps, moved, table);
  }

  /** With a first axis of size 1. */
  View batched() {
    int[] sizes = new int[shape.length + 1];
    int[] steps = new int[shape.length + 1];
    System.arraycopy(shape, 0, sizes, 1, shape.length);
    System.arraycopy(strides, 0, steps, 1, shape.length);
    sizes[0] = 1;
    return new View(data, sizes, offset, steps, tableAxis < 0 ? -1 : tableAxis + 1, table);
  }

  /**
   * The same shape, read from numbers that are stored in another order of its axes: a reshape where
   * a transpose is right. Only for a view that is a whole tensor.
   *
   * @param order the axes of this shape in the order in which the numbers are stored
   */
  View stored(int... order) {
    int[] steps = new int[shape.length];
    int next = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      steps[order[i]] = next;
      next *= shape[order[i]];
    }
    return new View(data, shape, offset, steps, -1, null);
  }

  /**
   * A copy that is a whole tensor, with its numbers in the order of the axes of another.
   *
   * @param like a whole tensor of the same rank
   */
  View copied(View like) {
    int[] order =
        IntStream.range(0, shape.length)
            .boxed()
            .sorted(Comparator.comparingInt(axis -> -like.strides[axis]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] back = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      back[order[axis]] = axis;
    }
    View stored = permuted(order);
    return of(new Tensor(stored.shape, stored.numbers())).permuted(back);
  }

  /** Axis {@code axis} from its end to its start. */
  View reversed(int axis) {
    int[] steps = strides.clone();
    steps[axis] = -steps[axis];
    return new View(
        data, shape, offset + (shape[axis] - 1) * strides[axis], steps, tableAxis, table);
  }

  /** Element {@code i} of an axis is element {@code order[i]} of this view. */
  View reordered(int axis, int[] order) {
    if (table != null) {
      throw new IllegalStateException("one axis of a view is reordered once");
    }
    return new View(data, shape, offset, strides, axis, order);
  }

  /** Whether this reads the same numbers in the same order. */
  boolean readsLike(View other) {
    if (data != other.data
        || !Arrays.equals(shape, other.shape)
        || !Arrays.equals(table, other.table)) {
      return false;
    }
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] > 1 && strides[axis] != other.strides[axis]) {
        return false;
      }
    }
    return offset == other.offset && tableAxis == other.tableAxis;
  }

  /** Whether an axis is in another order by a table. */
  boolean isReordered() {
    return table != null;
  }

  int[] shape() {
    return shape;
  }

  int size(int axis) {
    return shape[axis];
  }

  /** The numbers in the order of this view, row-major. */
  double[] numbers() {
    double[] numbers = new double[elements()];
    int[] index = new int[shape.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = get(index);
      advance(index);
    }
    return numbers;
  }

  /** The next index, row-major; all zeros after the last one. */
  void advance(int[] index) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape[axis]) {
        return;
      }
      index[axis] = 0;
    }
  }

  int elements() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  boolean isOfShape(int[] other) {
    return Arrays.equals(shape, other);
  }

  /** Where an element of one axis lies, relative to the {@link #start}. */
  int step(int axis, int index) {
    return (axis == tableAxis && table != null ? table[index] : index) * strides[axis];
  }

  /** Where element 0 of every axis lies. */
  int start() {
    return offset;
  }

  double number(int at) {
    return data[at];
  }

  double get(int... index) {
    int at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      at += step(axis, index[axis]);
    }
    return data[at];
  }
}
