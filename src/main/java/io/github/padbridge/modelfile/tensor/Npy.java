package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads {@code .npy} files. */
final class Npy {
  private Npy() {}

  /**
   * The tensor of a file.
   *
   * @throws Refusal if it is none, damaged, or of a type without numbers
   */
  static StoredTensor read(String source, InputStream in) throws IOException {
    try {
      NpyHeader header = NpyHeader.read(source, in);
      StoredTensor stored = numbers(source, header, in);
      if (in.read() >= 0) {
        throw ModelArchive.refusal(source, "it has more bytes than its shape says", null);
      }
      return stored;
    } catch (EOFException e) {
      throw ModelArchive.refusal(source, "this .npy file is cut short: " + e.getMessage(), null);
    }
  }

  private static StoredTensor numbers(String source, NpyHeader header, InputStream in)
      throws IOException {
    if (!header.isFortran()) {
      return Numbers.read(source, header.type(), header.shape(), header.order(), in);
    }
    long[] reversed = new long[header.shape().length];
    for (int axis = 0; axis < reversed.length; axis++) {
      reversed[axis] = header.shape()[reversed.length - 1 - axis];
    }
    StoredTensor stored = Numbers.read(source, header.type(), reversed, header.order(), in);
    return new StoredTensor(stored.type(), transposed(stored.tensor()));
  }

  /** The tensor with its axes in reverse order. */
  private static Tensor transposed(Tensor tensor) {
    int rank = tensor.shape().length;
    int[] shape = new int[rank];
    int[] strides = new int[rank];
    int next = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      shape[rank - 1 - axis] = tensor.shape()[axis];
      strides[rank - 1 - axis] = next;
      next *= tensor.shape()[axis];
    }
    double[] data = new double[tensor.data().length];
    int[] index = new int[rank];
    int from = 0;
    for (int to = 0; to < data.length; to++) {
      data[to] = tensor.data()[from];
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        from -= strides[axis] * shape[axis];
        index[axis] = 0;
      }
    }
    return new Tensor(shape, data);
  }
}
