package io.github.padbridge.frameworks;

import com.google.protobuf.CodedOutputStream;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** The protobuf messages of an ONNX model. Source: {@code onnx.proto}, for the field numbers. */
final class OnnxMessages {
  /** The IR version that came with opset 21; it is valid with every earlier opset. */
  private static final int IR_VERSION = 10;

  /** The values of {@code TensorProto.DataType}. */
  private static final int FLOAT = 1;

  private static final int INT64 = 7;
  private static final int DOUBLE = 11;

  /** The values of {@code AttributeProto.AttributeType}. */
  private static final int ONE_INTEGER = 2;

  private static final int TEXT = 3;
  private static final int INTEGERS = 7;

  private OnnxMessages() {}

  /** Writes the fields of a message. */
  interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  /** The bytes of a message. */
  static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A {@code ModelProto} of an opset. */
  static byte[] model(int opset, byte[] graph) {
    return message(
        out -> {
          out.writeInt64(1, IR_VERSION);
          out.writeByteArray(7, graph);
          out.writeByteArray(8, message(version -> version.writeInt64(2, opset)));
        });
  }

  /** A {@code ValueInfoProto}: an input with its shape, or an output without. */
  static byte[] value(String name, Precision precision, int... shape) {
    byte[] sizes =
        message(
            out -> {
              for (int size : shape) {
                out.writeByteArray(1, message(one -> one.writeInt64(1, size)));
              }
            });
    byte[] tensor =
        message(
            out -> {
              out.writeInt32(1, elementType(precision));
              if (shape.length > 0) {
                out.writeByteArray(2, sizes);
              }
            });
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, message(type -> type.writeByteArray(1, tensor)));
        });
  }

  private static int elementType(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> FLOAT;
      case FLOAT64 -> DOUBLE;
    };
  }

  /** A {@code TensorProto} of numbers. */
  static byte[] tensor(String name, Tensor tensor, Precision precision) {
    byte[] raw = new byte[tensor.data().length * elementBytes(precision)];
    ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    switch (precision) {
      case FLOAT32 -> bytes.asFloatBuffer().put(TorchTensors.floats(tensor.data()));
      case FLOAT64 -> bytes.asDoubleBuffer().put(tensor.data());
    }
    return message(
        out -> {
          for (int size : tensor.shape()) {
            out.writeInt64(1, size);
          }
          out.writeInt32(2, elementType(precision));
          out.writeString(8, name);
          out.writeByteArray(9, raw);
        });
  }

  private static int elementBytes(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> Float.BYTES;
      case FLOAT64 -> Double.BYTES;
    };
  }

  /** A {@code TensorProto} of integers along one axis. */
  static byte[] integers(String name, List<Integer> numbers) {
    return message(
        out -> {
          out.writeInt64(1, numbers.size());
          out.writeInt32(2, INT64);
          for (int number : numbers) {
            out.writeInt64(7, number);
          }
          out.writeString(8, name);
        });
  }

  /** A {@code NodeProto} with one output. */
  static byte[] node(
      String op, List<String> inputs, String output, Map<String, Object> attributes) {
    return message(
        out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          out.writeString(2, output);
          out.writeString(4, op);
          for (Map.Entry<String, Object> each : attributes.entrySet()) {
            out.writeByteArray(5, attribute(each.getKey(), each.getValue()));
          }
        });
  }

  private static byte[] attribute(String name, Object value) {
    return message(
        out -> {
          out.writeString(1, name);
          if (value instanceof Integer number) {
            out.writeInt64(3, number);
            out.writeInt32(20, ONE_INTEGER);
          } else if (value instanceof String text) {
            out.writeString(4, text);
            out.writeInt32(20, TEXT);
          } else {
            for (Object number : (List<?>) value) {
              out.writeInt64(8, (Integer) number);
            }
            out.writeInt32(20, INTEGERS);
          }
        });
  }
}
