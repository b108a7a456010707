package io.github.padbridge.frameworks;

import io.github.padbridge.proof.Precision;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.EagerSession;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TType;

/**
 * TensorFlow's ops, run at once, each under TensorFlow's own name and with its own attributes. What
 * is made lives until this is closed.
 */
final class TensorFlowOps implements AutoCloseable {
  private final EagerSession session = EagerSession.create();
  private final Ops ops = Ops.create(session);
  private final Precision precision;

  TensorFlowOps(Precision precision) {
    this.precision = precision;
  }

  @Override
  public void close() {
    session.close();
  }

  /** The only output of an op without attributes. */
  Output<?> run(String op, Output<?>... inputs) {
    return run(op, Map.of(), inputs);
  }

  /**
   * The only output of an op.
   *
   * @param attributes integers, texts, and lists of integers, by their names
   */
  Output<?> run(String op, Map<String, Object> attributes, Output<?>... inputs) {
    OperationBuilder builder = builder(op, attributes);
    for (Output<?> input : inputs) {
      builder.addInput(input);
    }
    return builder.build().output(0);
  }

  /** The parts of an array along an axis, which their number divides. */
  List<Output<?>> split(Output<?> whole, int axis, int count) {
    OperationBuilder builder = builder("Split", Map.of("num_split", (long) count));
    builder.addInput(integer(axis)).addInput(whole);
    return List.copyOf(Arrays.asList(builder.build().outputList(0, count)));
  }

  Output<?> concat(List<Output<?>> parts, int axis) {
    if (parts.size() == 1) {
      return parts.get(0); // ConcatV2 takes two at least, and tf.concat one.
    }
    OperationBuilder builder = builder("ConcatV2", Map.of());
    builder.addInputList(parts.toArray(new Output<?>[0])).addInput(integer(axis));
    return builder.build().output(0);
  }

  private OperationBuilder builder(String op, Map<String, Object> attributes) {
    OperationBuilder builder = session.opBuilder(op, op, ops.scope());
    attributes.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            builder.setAttr(name, text);
          } else if (value instanceof long[] numbers) {
            builder.setAttr(name, numbers);
          } else {
            builder.setAttr(name, (Long) value);
          }
        });
    return builder;
  }

  Output<?> integer(int value) {
    return ops.constant(value).asOutput();
  }

  Output<?> integers(int... values) {
    return ops.constant(values).asOutput();
  }

  Output<?> integers(List<Integer> values) {
    return integers(values.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Rows of two. */
  Output<?> pairs(List<int[]> rows) {
    return ops.constant(rows.toArray(new int[0][])).asOutput();
  }

  /** A number of the type that is computed in. */
  Output<?> number(double value) {
    return switch (precision) {
      case FLOAT64 -> ops.constant(value).asOutput();
      case FLOAT32 -> ops.constant((float) value).asOutput();
    };
  }

  Output<?> array(Tensor tensor) {
    Shape shape = Shape.of(Arrays.stream(tensor.shape()).asLongStream().toArray());
    return switch (precision) {
      case FLOAT64 -> constant(TFloat64.tensorOf(shape, DataBuffers.of(tensor.data())));
      case FLOAT32 ->
          constant(TFloat32.tensorOf(shape, DataBuffers.of(TorchTensors.floats(tensor.data()))));
    };
  }

  private <T extends TType> Output<?> constant(T tensor) {
    return ops.constantOf(tensor).asOutput();
  }

  static int[] shape(Output<?> array) {
    return Arrays.stream(array.shape().asArray()).mapToInt(Math::toIntExact).toArray();
  }

  Tensor read(Output<?> array) {
    int[] shape = shape(array);
    double[] data = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    switch (precision) {
      case FLOAT64 -> array.asTensor().asRawTensor().data().asDoubles().read(data);
      case FLOAT32 -> {
        float[] floats = new float[data.length];
        array.asTensor().asRawTensor().data().asFloats().read(floats);
        Arrays.setAll(data, i -> floats[i]);
      }
    }
    return new Tensor(shape, data);
  }

  /** One number an axis of {@code (N, spatial..., C)}: ones where none is given. */
  static long[] ofAllAxes(List<Integer> spatial) {
    List<Long> all = new ArrayList<>(spatial.stream().map(Integer::longValue).toList());
    all.add(0, 1L);
    all.add(1L);
    return all.stream().mapToLong(Long::longValue).toArray();
  }
}
