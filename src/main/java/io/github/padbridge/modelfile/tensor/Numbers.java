package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the numbers of a tensor. */
final class Numbers {
  /** The most numbers of a tensor: 512 MB as float64. */
  static final int MOST = 1 << 26;

  private static final int AT_ONCE = 1 << 13;

  private Numbers() {}

  /**
   * The number of elements of a shape.
   *
   * @throws Refusal if they are too many
   */
  static int count(String source, long[] shape) {
    long count = 1;
    for (long size : shape) {
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw ModelArchive.refusal(source, "a size of its shape is " + size, null);
      }
    }
    for (long size : shape) {
      count = size == 0 ? 0 : count > MOST ? count : count * size;
    }
    if (count > MOST) {
      throw ModelArchive.refusal(
          source,
          "it has more than " + MOST + " numbers",
          "give a part of it, such as one sample of the batch");
    }
    return (int) count;
  }

  /**
   * Reads a tensor whose numbers stand row-major.
   *
   * @throws EOFException if there are too few bytes
   */
  static StoredTensor read(
      String source, NumberType type, long[] shape, ByteOrder order, InputStream in)
      throws IOException {
    int count = count(source, shape);
    int[] sizes = new int[shape.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = (int) shape[axis];
    }
    try {
      return new StoredTensor(type, new Tensor(sizes, numbers(count, type, order, in)));
    } catch (ArithmeticException e) {
      throw ModelArchive.refusal(source, String.valueOf(e.getMessage()), null);
    } catch (OutOfMemoryError e) {
      throw ModelArchive.refusal(source, "there is not enough memory for its numbers", null);
    }
  }

  private static double[] numbers(int count, NumberType type, ByteOrder order, InputStream in)
      throws IOException {
    double[] numbers = new double[count];
    byte[] bytes = new byte[Math.min(count, AT_ONCE) * type.bytes()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int from = 0; from < count; from += AT_ONCE) {
      int some = Math.min(count - from, AT_ONCE);
      if (in.readNBytes(bytes, 0, some * type.bytes()) < some * type.bytes()) {
        throw new EOFException("it ends before its last number");
      }
      buffer.rewind();
      for (int i = from; i < from + some; i++) {
        numbers[i] = type.next(buffer);
      }
    }
    return numbers;
  }
}
