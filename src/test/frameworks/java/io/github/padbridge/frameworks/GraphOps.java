package io.github.padbridge.frameworks;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * TensorFlow's ops collected in a graph, as inside {@code tf.function}: TensorFlow infers their
 * shapes, rewrites the graph, and runs it when a result is read.
 */
class GraphOps extends TensorFlowOps {
  private final Graph graph;
  private final boolean hidesSizes;
  private final List<Output<?>> inputs = new ArrayList<>();
  private final List<TType> numbers = new ArrayList<>();

  /**
   * @param hidesSizes whether the graph does not know the sizes of its inputs, only their rank and
   *     their last size, as {@code tf.TensorSpec([None, ..., 3])} has it
   */
  GraphOps(Precision precision, boolean hidesSizes) {
    this(new Graph(), precision, hidesSizes);
  }

  private GraphOps(Graph graph, Precision precision, boolean hidesSizes) {
    super(graph, precision);
    this.graph = graph;
    this.hidesSizes = hidesSizes;
  }

  final Graph graph() {
    return graph;
  }

  final List<Output<?>> inputs() {
    return inputs;
  }

  /** What the inputs are fed. */
  final List<TType> numbers() {
    return numbers;
  }

  @Override
  Output<?> array(Tensor tensor) {
    TType value = typed(tensor);
    long[] sizes = Arrays.stream(tensor.shape()).asLongStream().toArray();
    if (hidesSizes && sizes.length > 1) {
      Arrays.fill(sizes, 0, sizes.length - 1, Shape.UNKNOWN_SIZE);
    }
    OperationBuilder builder = ops().scope().opBuilder("Placeholder", "Placeholder");
    builder.setAttr("dtype", value.dataType()).setAttr("shape", Shape.of(sizes));
    Output<?> input = builder.build().output(0);
    inputs.add(input);
    numbers.add(value);
    return input;
  }

  @Override
  Tensor read(Output<?> array) {
    try (Session session = new Session(graph)) {
      Session.Runner runner = session.runner().fetch(array);
      for (int i = 0; i < inputs.size(); i++) {
        runner.feed(inputs.get(i), numbers.get(i));
      }
      try (Result result = runner.run()) {
        return read(result.get(0));
      }
    }
  }
}
