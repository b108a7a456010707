package io.github.padbridge;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes ONNX models field by field, for tests. */
public final class OnnxModel {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** Writes the fields of a message. */
  public interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  /** The bytes of a message. */
  public static byte[] message(Fields fields) {
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

  private OnnxModel add(int field, byte[] message) {
    byte[] bytes = message(out -> out.writeByteArray(field, message));
    graph.write(bytes, 0, bytes.length);
    return this;
  }

  /** The shape of a tensor; a negative size is open, and has no name. */
  private static byte[] valueInfo(String name, List<Integer> shape) {
    byte[] dims =
        message(
            out -> {
              for (int size : shape) {
                out.writeByteArray(
                    1, message(dim -> dim.writeInt64(size < 0 ? 9 : 1, Math.abs(size))));
              }
            });
    byte[] tensor =
        message(
            out -> {
              out.writeInt32(1, FLOAT);
              out.writeByteArray(2, dims);
            });
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, message(type -> type.writeByteArray(1, tensor)));
        });
  }

  public OnnxModel input(String name, List<Integer> shape) {
    return add(11, valueInfo(name, shape));
  }

  public OnnxModel output(String name) {
    return add(12, message(out -> out.writeString(1, name)));
  }

  /** A weight, whose elements are left out. */
  public OnnxModel weight(String name, List<Integer> shape) {
    return add(
        5,
        message(
            out -> {
              for (int size : shape) {
                out.writeInt64(1, size);
              }
              out.writeInt32(2, FLOAT);
              out.writeString(8, name);
            }));
  }

  /** A constant list of integers. */
  public OnnxModel integers(String name, List<Integer> values) {
    return add(
        5,
        message(
            out -> {
              out.writeInt64(1, values.size());
              out.writeInt32(2, INT64);
              for (int value : values) {
                out.writeInt64(7, value);
              }
              out.writeString(8, name);
            }));
  }

  /** An attribute: an Integer, a String or a list of integers. */
  public static byte[] attribute(String name, Object value) {
    return message(
        out -> {
          out.writeString(1, name);
          if (value instanceof Integer number) {
            out.writeInt64(3, number);
          } else if (value instanceof String text) {
            out.writeString(4, text);
          } else {
            for (Object item : (List<?>) value) {
              out.writeInt64(8, ((Number) item).longValue());
            }
          }
        });
  }

  public OnnxModel node(
      String op, String name, List<String> inputs, String output, List<byte[]> attributes) {
    return add(
        1,
        message(
            out -> {
              for (String input : inputs) {
                out.writeString(1, input);
              }
              out.writeString(2, output);
              out.writeString(3, name);
              out.writeString(4, op);
              for (byte[] attribute : attributes) {
                out.writeByteArray(5, attribute);
              }
            }));
  }

  /** The file. */
  public byte[] bytes() {
    return message(
        out -> {
          out.writeInt64(1, 8);
          out.writeByteArray(7, graph.toByteArray());
        });
  }
}
