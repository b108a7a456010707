package io.github.padbridge.frameworks;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.EagerSession;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TType;

/**
 * TensorFlow's ops, each under TensorFlow's own name and with its own attributes. They run at once,
 * unless a subclass collects them in a graph. What is made lives until this is closed.
 */
class TensorFlowOps implements AutoCloseable {
  private final AutoCloseable environment;
  private final Ops ops;
  private final Precision precision;

  TensorFlowOps(Precision precision) {
    this(EagerSession.create(), precision);
  }

  /**
   * @param environment where the ops are made; closed with this
   */
  @SuppressWarnings("try") // Neither kind of environment waits when it is closed.
  <E extends ExecutionEnvironment & AutoCloseable> TensorFlowOps(
      E environment, Precision precision) {
    this.environment = environment;
    this.ops = Ops.create(environment);
    this.precision = precision;
  }

  @Override
  public void close() {
    try {
      environment.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  final Ops ops() {
    return ops;
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

  /** Numbers as one array. */
  Output<?> pack(List<Output<?>> numbers) {
    OperationBuilder builder = builder("Pack", Map.of());
    return builder.addInputList(numbers.toArray(new Output<?>[0])).build().output(0);
  }

  private OperationBuilder builder(String op, Map<String, Object> attributes) {
    OperationBuilder builder = ops.scope().opBuilder(op, op);
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

  /** An input of what is computed. */
  Output<?> array(Tensor tensor) {
    return ops.constantOf(typed(tensor)).asOutput();
  }

  /** A tensor's numbers in the type that is computed in. */
  final TType typed(Tensor tensor) {
    Shape shape = Shape.of(Arrays.stream(tensor.shape()).asLongStream().toArray());
    return switch (precision) {
      case FLOAT64 -> TFloat64.tensorOf(shape, DataBuffers.of(tensor.data()));
      case FLOAT32 -> TFloat32.tensorOf(shape, DataBuffers.of(TorchTensors.floats(tensor.data())));
    };
  }

  /** The sizes of an array, -1 for one that is not known before it is computed. */
  static int[] shape(Output<?> array) {
    return ints(array.shape());
  }

  private static int[] ints(Shape shape) {
    return Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }

  /** An array's numbers. */
  Tensor read(Output<?> array) {
    return read(array.asTensor());
  }

  final Tensor read(org.tensorflow.Tensor computed) {
    int[] shape = ints(computed.shape());
    double[] data = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    switch (precision) {
      case FLOAT64 -> computed.asRawTensor().data().asDoubles().read(data);
      case FLOAT32 -> {
        float[] floats = new float[data.length];
        computed.asRawTensor().data().asFloats().read(floats);
        Arrays.setAll(data, i -> floats[i]);
      }
    }
    return new Tensor(shape, data);
  }

  /** One number for each axis of {@code (N, spatial..., C)}: ones where none is given. */
  static long[] ofAllAxes(List<Integer> spatial) {
    List<Long> all = new ArrayList<>(spatial.stream().map(Integer::longValue).toList());
    all.add(0, 1L);
    all.add(1L);
    return all.stream().mapToLong(Long::longValue).toArray();
  }
}
