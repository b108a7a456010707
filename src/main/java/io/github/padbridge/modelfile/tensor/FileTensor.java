package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.layer.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor of a file, not yet read: an element with index {@code (i, j, ...)} stands at element
 * {@code offset + i·strides[0] + j·strides[1] + ...} of its bytes, which are little-endian.
 *
 * @param shape the size of each axis
 * @param strides in elements, one for each axis
 * @param offset of the first element, in elements
 */
public record FileTensor(
    String name, NumberType type, long[] shape, long[] strides, long offset, TensorBytes bytes) {
  private static final int AT_ONCE = 1 << 16;

  /** A tensor whose elements stand row-major. */
  public static FileTensor rowMajor(String name, NumberType type, long[] shape, TensorBytes bytes) {
    return new FileTensor(name, type, shape, strides(shape), 0, bytes);
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long next = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = next;
      next *= shape[axis];
    }
    return strides;
  }

  /** The number of elements. */
  public long elements() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** The number of bytes that {@link #write} writes. */
  public long size() {
    return elements() * type.bytes();
  }

  /** Whether its bytes are its elements in row-major order, and nothing else. */
  public boolean isRowMajor() {
    boolean same = offset == 0 && bytes.size() == size();
    long[] usual = strides(shape);
    for (int axis = 0; axis < shape.length; axis++) {
      same &= shape[axis] == 1 || strides[axis] == usual[axis];
    }
    return same || size() == 0;
  }

  /** The same elements with their axes in another order: axis {@code i} was {@code order[i]}. */
  public FileTensor permuted(int[] order) {
    return new FileTensor(
        name,
        type,
        Arrays.stream(order).mapToLong(axis -> shape[axis]).toArray(),
        Arrays.stream(order).mapToLong(axis -> strides[axis]).toArray(),
        offset,
        bytes);
  }

  /**
   * The same elements, which stand row-major, in another shape.
   *
   * @throws IllegalStateException if they do not stand row-major
   */
  public FileTensor reshaped(long[] other) {
    if (!isRowMajor()) {
      throw new IllegalStateException("the elements of " + name + " do not stand row-major");
    }
    return rowMajor(name, type, other, bytes);
  }

  /** Writes the elements row-major, each as it is in the file. */
  public void write(OutputStream out) throws IOException {
    if (size() == 0) {
      return;
    }
    if (isRowMajor()) {
      bytes.copyTo(out);
    } else {
      gather(bytes.buffer().order(ByteOrder.LITTLE_ENDIAN), out);
    }
  }

  private void gather(ByteBuffer from, OutputStream out) throws IOException {
    int width = type.bytes();
    byte[] some = new byte[AT_ONCE];
    ByteBuffer to = ByteBuffer.wrap(some).order(ByteOrder.LITTLE_ENDIAN);
    long[] index = new long[shape.length];
    long at = offset;
    for (long left = elements(); left > 0; left--) {
      move(from, (int) (at * width), to, width);
      if (!to.hasRemaining()) {
        out.write(some);
        to.clear();
      }
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        at += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        at -= strides[axis] * shape[axis];
        index[axis] = 0;
      }
    }
    out.write(some, 0, to.position());
  }

  private static void move(ByteBuffer from, int at, ByteBuffer to, int width) {
    switch (width) {
      case 1 -> to.put(from.get(at));
      case 2 -> to.putShort(from.getShort(at));
      case 4 -> to.putInt(from.getInt(at));
      default -> to.putLong(from.getLong(at));
    }
  }

  /** Whether it is too large for {@link #numbers}. */
  public boolean isTooLarge() {
    return elements() > Numbers.MOST;
  }

  /**
   * Its numbers.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if they are too many
   */
  public Tensor numbers() throws IOException {
    Numbers.count(name, shape);
    ByteArrayOutputStream written = new ByteArrayOutputStream((int) size());
    write(written);
    return Numbers.read(
            name,
            type,
            shape,
            ByteOrder.LITTLE_ENDIAN,
            new ByteArrayInputStream(written.toByteArray()))
        .tensor();
  }
}
