package io.github.padbridge.weights;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.NumberType;
import io.github.padbridge.modelfile.tensor.OutputTensor;
import io.github.padbridge.modelfile.tensor.TensorBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Tensors whose bytes are in memory. */
final class MemoryTensor {
  private MemoryTensor() {}

  private record Bytes(byte[] all) implements TensorBytes {
    @Override
    public long size() {
      return all.length;
    }

    @Override
    public ByteBuffer buffer() {
      return ByteBuffer.wrap(all);
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
      out.write(all);
    }
  }

  static FileTensor of(NumberType type, long[] shape, byte[] bytes) {
    return FileTensor.rowMajor("weight", type, shape, new Bytes(bytes));
  }

  static FileTensor of(Tensor numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.data().length * 8).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(numbers.data()).forEach(bytes::putDouble);
    long[] shape = Arrays.stream(numbers.shape()).asLongStream().toArray();
    return of(NumberType.FLOAT64, shape, bytes.array());
  }

  /** Random bytes, which are no numbers in particular. */
  static FileTensor random(NumberType type, long[] shape, SplittableRandom random) {
    long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    byte[] bytes = new byte[Math.toIntExact(elements * type.bytes())];
    random.nextBytes(bytes);
    return of(type, shape, bytes);
  }

  /** The bytes that are written of a tensor. */
  static byte[] written(OutputTensor tensor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tensor.elements().write(out);
    return out.toByteArray();
  }
}
