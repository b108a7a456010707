package io.github.padbridge.modelfile.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the protobuf message of a model by the field numbers of {@code onnx.proto}. Weights are
 * skipped: of a tensor its shape is read, and its elements where it is small.
 */
final class OnnxReader {
  private static final int DEEPEST = 16;
  private static final int MOST_NODES = 200_000;
  private static final int MOST_VALUES = 4_000_000;
  private static final int LONGEST_TEXT = 1 << 16;

  private final CodedInputStream in;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new HashMap<>();
  private final Map<String, Shape> inputs = new LinkedHashMap<>();
  private final Map<String, Shape> recorded = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private boolean hasGraph;
  private int values;

  private OnnxReader(InputStream stream) {
    this.in = CodedInputStream.newInstance(stream);
  }

  /** The file has more of something than any model. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;

    TooMany(String what) {
      super(what);
    }
  }

  /**
   * The graph of a model; null where the message has none.
   *
   * @throws InvalidProtocolBufferException if the message is damaged
   * @throws TooMany if it has more of something than any model
   */
  static @Nullable OnnxGraph read(InputStream stream) throws IOException {
    return new OnnxReader(stream).read();
  }

  private @Nullable OnnxGraph read() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (field(tag) == 7 && isMessage(tag)) {
        hasGraph = true;
        message(0, (depth, inner) -> graphField(inner, true, depth));
      } else {
        skip(tag);
      }
    }
    if (!hasGraph) {
      return null;
    }
    constants.keySet().forEach(inputs::remove);
    inputs.replaceAll(OnnxReader::named);
    return new OnnxGraph(nodes, constants, inputs, recorded, outputs);
  }

  /** The shape of an input, with a name for each size that the file leaves open without one. */
  private static Shape named(String input, Shape shape) {
    Shape named = shape;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (OnnxShapes.UNKNOWN.equals(shape.size(axis).variable())) {
        named = named.with(axis, Size.unknown(input + "_" + axis));
      }
    }
    return named;
  }

  private interface FieldReader {
    void read(int depth, int tag) throws IOException;
  }

  private static int field(int tag) {
    return WireFormat.getTagFieldNumber(tag);
  }

  private static boolean isMessage(int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that has not begun");
    }
  }

  /** Reads the fields of the message that begins here. */
  private void message(int depth, FieldReader reader) throws IOException {
    if (depth > DEEPEST) {
      throw new TooMany("it is nested deeper than any model");
    }
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      count(1);
      reader.read(depth + 1, tag);
    }
    if (in.getBytesUntilLimit() != 0) {
      throw new InvalidProtocolBufferException("it ends inside a message");
    }
    in.popLimit(limit);
  }

  private void count(int more) throws TooMany {
    values += more;
    if (values > MOST_VALUES) {
      throw new TooMany("it has more than " + MOST_VALUES + " values beside its weights");
    }
  }

  private String text() throws IOException {
    int length = in.readRawVarint32();
    if (length > LONGEST_TEXT) {
      in.skipRawBytes(length);
      return "";
    }
    return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
  }

  private void graphField(int tag, boolean isOuter, int depth) throws IOException {
    if (!isMessage(tag)) {
      skip(tag);
      return;
    }
    switch (field(tag)) {
      case 1 -> node(depth);
      case 5 -> {
        NamedTensor tensor = tensor(depth);
        constants.put(tensor.name, tensor.value());
      }
      case 11 -> valueInfo(depth, isOuter ? inputs : recorded);
      case 12 -> outputs.add(valueInfo(depth, recorded));
      case 13 -> valueInfo(depth, recorded);
      default -> skip(tag);
    }
  }

  private void node(int depth) throws IOException {
    if (nodes.size() >= MOST_NODES) {
      throw new TooMany("it has more than " + MOST_NODES + " nodes, more than any model");
    }
    List<String> taken = new ArrayList<>();
    List<String> given = new ArrayList<>();
    String[] texts = {"", "", ""};
    Map<String, Object> attributes = new LinkedHashMap<>();
    message(
        depth,
        (inner, tag) -> {
          if (!isMessage(tag)) {
            skip(tag);
            return;
          }
          switch (field(tag)) {
            case 1 -> taken.add(text());
            case 2 -> given.add(text());
            case 3 -> texts[0] = text();
            case 4 -> texts[1] = text();
            case 5 -> attribute(inner, attributes);
            case 7 -> texts[2] = text();
            default -> skip(tag);
          }
        });
    nodes.add(new OnnxNode(texts[0], texts[2], texts[1], taken, given, attributes));
  }

  private void attribute(int depth, Map<String, Object> attributes) throws IOException {
    String[] name = {""};
    Object[] value = {null};
    List<Object> items = new ArrayList<>();
    message(
        depth,
        (inner, tag) -> {
          switch (field(tag)) {
            case 1 -> name[0] = text();
            case 2 -> value[0] = (double) in.readFloat();
            case 3 -> value[0] = in.readInt64();
            case 4 -> value[0] = text();
            case 5 -> value[0] = tensor(inner).value();
            case 6, 11 -> message(inner, (deeper, field) -> graphField(field, false, deeper));
            case 7 -> numbers(tag, 4, () -> items.add((double) in.readFloat()));
            case 8 -> numbers(tag, 1, () -> items.add(in.readInt64()));
            default -> skip(tag);
          }
        });
    if (!items.isEmpty()) {
      attributes.put(name[0], List.copyOf(items));
    } else if (value[0] != null) {
      attributes.put(name[0], value[0]);
    }
  }

  private interface NumberReader {
    void read() throws IOException;
  }

  /**
   * Reads numbers that may be packed.
   *
   * @param least the bytes that one takes at least
   */
  private void numbers(int tag, int least, NumberReader reader) throws IOException {
    if (!isMessage(tag)) {
      reader.read();
      return;
    }
    int length = in.readRawVarint32();
    count(length / least);
    int limit = in.pushLimit(length);
    while (in.getBytesUntilLimit() > 0) {
      reader.read();
    }
    in.popLimit(limit);
  }

  /** A tensor as it is read. */
  private static final class NamedTensor {
    /** Longer lists are weights. */
    static final int MOST_ELEMENTS = 64;

    private static final int FLOAT = 1;
    private static final int INT32 = 6;
    private static final int INT64 = 7;

    String name = "";
    long type;
    final List<Size> dims = new ArrayList<>();
    final List<Long> integers = new ArrayList<>();
    final List<Double> numbers = new ArrayList<>();
    byte @Nullable [] raw;

    OnnxTensor value() {
      if (dims.size() > 32 || dims.stream().anyMatch(dim -> dim.value() < 0)) {
        return OnnxTensor.UNKNOWN;
      }
      Shape shape = new Shape(dims);
      if (raw != null) {
        java.nio.ByteBuffer bytes =
            java.nio.ByteBuffer.wrap(raw).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int width = type == INT64 ? 8 : 4;
        while (bytes.remaining() >= width && (type == INT64 || type == INT32 || type == FLOAT)) {
          if (type == FLOAT) {
            numbers.add((double) bytes.getFloat());
          } else {
            integers.add(type == INT64 ? bytes.getLong() : bytes.getInt());
          }
        }
      }
      long elements = shape.elements();
      boolean hasIntegers = (type == INT64 || type == INT32) && integers.size() == elements;
      boolean hasNumbers = type == FLOAT && numbers.size() == elements;
      return new OnnxTensor(
          shape,
          hasIntegers ? integers.stream().map(Size::of).toList() : null,
          hasNumbers ? numbers : null);
    }
  }

  private NamedTensor tensor(int depth) throws IOException {
    NamedTensor tensor = new NamedTensor();
    message(
        depth,
        (inner, tag) -> {
          switch (field(tag)) {
            case 1 -> numbers(tag, 1, () -> tensor.dims.add(Size.of(in.readInt64())));
            case 2 -> tensor.type = in.readInt64();
            case 4 -> small(tag, 4, () -> tensor.numbers.add((double) in.readFloat()));
            case 5 -> small(tag, 1, () -> tensor.integers.add((long) in.readInt32()));
            case 7 -> small(tag, 1, () -> tensor.integers.add(in.readInt64()));
            case 8 -> tensor.name = text();
            case 9 -> {
              int length = in.readRawVarint32();
              if (length <= 8 * NamedTensor.MOST_ELEMENTS) {
                tensor.raw = in.readRawBytes(length);
              } else {
                in.skipRawBytes(length);
              }
            }
            default -> skip(tag);
          }
        });
    return tensor;
  }

  /** Reads the elements of a small tensor, and skips those of a larger one. */
  private void small(int tag, int least, NumberReader reader) throws IOException {
    if (!isMessage(tag)) {
      reader.read();
      return;
    }
    int length = in.readRawVarint32();
    if (length > 10 * NamedTensor.MOST_ELEMENTS) {
      in.skipRawBytes(length);
      return;
    }
    count(length / least);
    int limit = in.pushLimit(length);
    while (in.getBytesUntilLimit() > 0) {
      reader.read();
    }
    in.popLimit(limit);
  }

  /** Reads the name and the shape of a tensor; the name is the result. */
  private String valueInfo(int depth, Map<String, Shape> shapes) throws IOException {
    String[] name = {""};
    List<Size> sizes = new ArrayList<>();
    boolean[] hasShape = {false};
    message(
        depth,
        (type, tag) -> {
          if (field(tag) == 1 && isMessage(tag)) {
            name[0] = text();
          } else if (field(tag) == 2 && isMessage(tag)) {
            inside(
                type,
                1,
                tensor ->
                    inside(
                        tensor,
                        2,
                        shape -> {
                          hasShape[0] = true;
                          inside(shape, 1, dim -> sizes.add(dimension(dim)));
                        }));
          } else {
            skip(tag);
          }
        });
    if (hasShape[0] && sizes.size() <= 32) {
      shapes.put(name[0], new Shape(sizes));
    }
    return name[0];
  }

  private interface MessageReader {
    void read(int depth) throws IOException;
  }

  /** Reads the message that begins here, and of its fields those of one number. */
  private void inside(int depth, int wanted, MessageReader reader) throws IOException {
    message(
        depth,
        (inner, tag) -> {
          if (field(tag) == wanted && isMessage(tag)) {
            reader.read(inner);
          } else {
            skip(tag);
          }
        });
  }

  private Size dimension(int depth) throws IOException {
    Size[] size = {Size.unknown(OnnxShapes.UNKNOWN)};
    message(
        depth,
        (inner, tag) -> {
          if (field(tag) == 1 && !isMessage(tag)) {
            long value = in.readInt64();
            size[0] = value < 0 ? size[0] : Size.of(value);
          } else if (field(tag) == 2 && isMessage(tag)) {
            String name = text();
            size[0] = name.isEmpty() ? size[0] : Size.unknown(name);
          } else {
            skip(tag);
          }
        });
    return size[0];
  }
}
