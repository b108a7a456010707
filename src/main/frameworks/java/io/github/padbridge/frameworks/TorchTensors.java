package io.github.padbridge.frameworks;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

/** Numbers on their way into libtorch and out of it. */
final class TorchTensors {
  private TorchTensors() {}

  static org.bytedeco.pytorch.Tensor of(Tensor tensor, Precision precision) {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return switch (precision) {
      case FLOAT64 -> org.bytedeco.pytorch.Tensor.create(tensor.data(), shape);
      case FLOAT32 -> org.bytedeco.pytorch.Tensor.create(floats(tensor.data()), shape);
    };
  }

  static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** An argument that may be left out: null. */
  static TensorOptional optional(org.bytedeco.pytorch.@Nullable Tensor tensor) {
    return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
  }

  static Tensor read(org.bytedeco.pytorch.Tensor result) {
    org.bytedeco.pytorch.Tensor whole = result.contiguous();
    double[] data = new double[Math.toIntExact(whole.numel())];
    if (data.length == 0) {
      return new Tensor(shape(whole), data);
    }
    if (whole.element_size() == Double.BYTES) {
      new DoublePointer(whole.data_ptr()).get(data);
    } else {
      float[] floats = new float[data.length];
      new FloatPointer(whole.data_ptr()).get(floats);
      Arrays.setAll(data, i -> floats[i]);
    }
    return new Tensor(shape(whole), data);
  }

  static int[] shape(org.bytedeco.pytorch.Tensor tensor) {
    int[] shape = new int[Math.toIntExact(tensor.dim())];
    Arrays.setAll(shape, axis -> Math.toIntExact(tensor.size(axis)));
    return shape;
  }

  static long[] longs(List<Integer> numbers) {
    return numbers.stream().mapToLong(Integer::longValue).toArray();
  }
}
