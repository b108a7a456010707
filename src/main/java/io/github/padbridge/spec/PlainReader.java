package io.github.padbridge.spec;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.PlainLine.Kind;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds a convolution in a line of JSON without making a tree of it, where the line is plain and
 * PyTorch has nothing against the layer. Every other line is for {@link RecordReader}, which knows
 * all that a record may be and what is wrong with it. What is found here is what that one finds.
 */
public final class PlainReader {
  private final PlainLine line = new PlainLine();
  private final PlainConvolution convolution = new PlainConvolution(line);
  private int number;
  private int lineStart;

  /**
   * Reads the line from {@code start} to {@code end}; false where it is for another reader.
   *
   * @param number the line's, 1-based
   */
  public boolean read(byte[] bytes, int start, int end, int number) {
    this.number = number;
    this.lineStart = start;
    return line.read(bytes, start, end)
        && isLabel(line.kind(PlainLine.ID))
        && (line.kind(PlainLine.NAME) == Kind.ABSENT || line.kind(PlainLine.NAME) == Kind.WORD)
        && convolution.read();
  }

  private static boolean isLabel(Kind id) {
    return id == Kind.ABSENT || id == Kind.WORD || id == Kind.INTEGER;
  }

  /** The layer of the line that was read last, valid until the next is. */
  public PlainConvolution convolution() {
    return convolution;
  }

  /** The 1-based column at which the record begins. */
  public int column() {
    return line.start() - lineStart + 1;
  }

  /** The bytes of the line and what stands around it. */
  public byte[] bytes() {
    return line.bytes();
  }

  /** Where in the {@link #bytes} the letters or digits of the id begin. */
  public int idStart() {
    return start(PlainLine.ID);
  }

  /** Where they end; where they begin if there is no id. */
  public int idEnd() {
    return end(PlainLine.ID);
  }

  public int nameStart() {
    return start(PlainLine.NAME);
  }

  public int nameEnd() {
    return end(PlainLine.NAME);
  }

  private int start(int key) {
    return line.kind(key) == Kind.ABSENT ? 0 : line.start(key);
  }

  private int end(int key) {
    return line.kind(key) == Kind.ABSENT ? 0 : line.end(key);
  }

  /** The record as {@link RecordReader} has it. */
  public LayerRecord record() {
    boolean named = line.kind(PlainLine.NAME) == Kind.WORD;
    return new LayerRecord(
        new LayerRecord.Label(id(), named ? line.word(PlainLine.NAME) : null), spec(), null);
  }

  private @Nullable JsonValue id() {
    int column = line.start(PlainLine.ID) - lineStart + 1;
    return switch (line.kind(PlainLine.ID)) {
      case INTEGER -> new JsonNumber(number, column, line.id());
      // A text begins with its quote.
      case WORD -> new JsonString(number, column - 1, line.word(PlainLine.ID));
      default -> null;
    };
  }

  private ConvSpec spec() {
    return new ConvSpec(
        convolution.op(),
        Size.of(convolution.inChannels()),
        convolution.outChannels(),
        perAxis(convolution::kernelSize),
        perAxis(convolution::stride),
        new Padding.Explicit(perAxis(convolution::padding)),
        perAxis(convolution::outputPadding),
        perAxis(convolution::dilation),
        convolution.groups(),
        line.kind(PlainLine.BIAS) != Kind.FALSE,
        convolution.paddingMode(),
        false,
        inputShape());
  }

  private List<Integer> perAxis(IntUnaryOperator value) {
    return switch (convolution.spatialRank()) {
      case 1 -> List.of(value.applyAsInt(0));
      case 2 -> List.of(value.applyAsInt(0), value.applyAsInt(1));
      default -> List.of(value.applyAsInt(0), value.applyAsInt(1), value.applyAsInt(2));
    };
  }

  private Shape inputShape() {
    Size[] sizes = new Size[convolution.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = Size.of(line.number(PlainLine.INPUT_SHAPE, axis));
    }
    return new Shape(List.of(sizes));
  }
}
