package io.github.padbridge.frameworks;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX graph that grows node by node. Values go by their names. The numbers of a value are what
 * ONNX Runtime computes from the model that ends with it: it optimizes a whole model, so a step is
 * not run alone.
 */
final class OnnxGraph {
  /** The name of the input. */
  static final String DATA = "x";

  private final int opset;
  private final Tensor x;
  private final Precision precision;
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
  private final Map<String, Tensor> computed = new HashMap<>();
  private int values;

  /**
   * @param opset the version of the operators
   * @param x the input
   * @param precision the type of all numbers
   */
  OnnxGraph(int opset, Tensor x, Precision precision) {
    this.opset = opset;
    this.x = x;
    this.precision = precision;
    computed.put(DATA, x);
    add(11, OnnxMessages.value(DATA, precision, x.shape()));
  }

  /** A field of {@code GraphProto}. */
  private void add(int field, byte[] message) {
    fields.writeBytes(OnnxMessages.message(out -> out.writeByteArray(field, message)));
  }

  private String next() {
    values++;
    return "v" + values;
  }

  /** Constant numbers. */
  String constant(Tensor tensor) {
    String name = next();
    add(5, OnnxMessages.tensor(name, tensor, precision));
    computed.put(name, tensor);
    return name;
  }

  /** A constant number. */
  String constant(double number) {
    return constant(new Tensor(new int[0], new double[] {number}));
  }

  /** A constant list of integers. */
  String integers(List<Integer> numbers) {
    String name = next();
    add(5, OnnxMessages.integers(name, numbers));
    return name;
  }

  /**
   * The output of a new node.
   *
   * @param inputs values
   * @param attributes integers, texts, and lists of integers, by their names
   */
  String node(String op, List<String> inputs, Map<String, Object> attributes) {
    String name = next();
    add(1, OnnxMessages.node(op, inputs, name, attributes));
    return name;
  }

  /** The output of a new node without attributes. */
  String node(String op, String... inputs) {
    return node(op, List.of(inputs), Map.of());
  }

  /**
   * The numbers of a value.
   *
   * @throws IllegalStateException with the words of ONNX Runtime if it refuses the model
   */
  Tensor tensor(String value) {
    Tensor known = computed.get(value);
    if (known != null) {
      return known;
    }
    byte[] graph =
        OnnxMessages.message(
            out -> {
              out.writeRawBytes(fields.toByteArray());
              out.writeString(2, "layer");
              out.writeByteArray(12, OnnxMessages.value(value, precision));
            });
    Tensor found = OnnxRuntime.run(OnnxMessages.model(opset, graph), DATA, x, precision);
    computed.put(value, found);
    return found;
  }
}
