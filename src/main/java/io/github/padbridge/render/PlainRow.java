package io.github.padbridge.render;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PlainConvolution;
import io.github.padbridge.spec.PlainReader;
import io.github.padbridge.translate.EqualPadding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the cells of {@link LayerTable} for a convolution in numbers, byte for byte as its cells
 * would be written: for long streams.
 */
final class PlainRow {
  private static final byte[] COMMA = {',', ' '};
  private static final byte[] UNPADDED = {'[', '0', ',', ' ', '0', ']'};

  private static final byte[][] OPS =
      Arrays.stream(ConvOp.values()).map(op -> bytes(op.functionName())).toArray(byte[][]::new);
  private static final byte[][] MODES =
      Arrays.stream(PaddingMode.values()).map(m -> bytes(m.torchName())).toArray(byte[][]::new);
  private static final byte[][] EQUAL =
      Arrays.stream(EqualPadding.values()).map(e -> bytes(e.toString())).toArray(byte[][]::new);

  private final ByteText text;
  private final byte separator;

  PlainRow(ByteText text, byte separator) {
    this.text = text;
    this.separator = separator;
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  void write(PlainReader plain) {
    PlainConvolution layer = plain.convolution();
    boolean transposed = layer.isTransposed();
    int start = text.length();
    text.bytes(plain.bytes(), plain.idStart(), plain.idEnd());
    text.quoteIfNeeded(start, separator);
    start = next();
    text.bytes(plain.bytes(), plain.nameStart(), plain.nameEnd());
    text.quoteIfNeeded(start, separator);
    next();
    text.bytes(OPS[layer.op().ordinal()]);
    next();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      number(axis, layer.kernelSize(axis));
    }
    next();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      number(axis, layer.stride(axis));
    }
    next();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      number(axis, layer.padding(axis));
    }
    next();
    for (int axis = 0; transposed && axis < layer.spatialRank(); axis++) {
      number(axis, layer.outputPadding(axis));
    }
    next();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      number(axis, layer.dilation(axis));
    }
    next();
    text.number(layer.groups());
    next();
    text.bytes(MODES[layer.paddingMode().ordinal()]);
    next();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      number(axis, layer.inputSize(axis));
    }
    next();
    outputSize(layer);
    next();
    for (int axis = 0; transposed && axis < layer.spatialRank(); axis++) {
      number(axis, layer.fullSize(axis));
    }
    next();
    for (int axis = 0; transposed && axis < layer.spatialRank(); axis++) {
      number(axis, after(layer, axis));
    }
    next();
    for (int axis = 0; transposed && axis < layer.spatialRank(); axis++) {
      number(axis, layer.padding(axis));
    }
    next();
    if (transposed) {
      outputSize(layer);
    }
    start = next();
    torchPad(layer);
    quoteList(start);
    start = next();
    tensorFlowPad(layer);
    quoteList(start);
    next();
    text.bytes(EQUAL[EqualPadding.of(layer).ordinal()]);
    next();
  }

  /** Ends a cell; tells where the next begins. */
  private int next() {
    text.letter(separator);
    return text.length();
  }

  private void number(int axis, long number) {
    if (axis > 0) {
      text.letter('x');
    }
    text.number(number);
  }

  private void outputSize(PlainConvolution layer) {
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      number(axis, layer.outputSize(axis));
    }
  }

  private static long before(PlainConvolution layer, int axis) {
    return layer.isTransposed() ? 0 : layer.padding(axis);
  }

  private static long after(PlainConvolution layer, int axis) {
    return layer.isTransposed()
        ? ConvArithmetic.zerosPastFull(layer.padding(axis), layer.outputPadding(axis))
        : layer.padding(axis);
  }

  /** A list has commas, and nothing else that asks for quotes. */
  private void quoteList(int start) {
    if (separator == ',') {
      text.quoteFrom(start);
    }
  }

  private void torchPad(PlainConvolution layer) {
    text.letter('[');
    for (int axis = layer.spatialRank() - 1; axis >= 0; axis--) {
      if (axis < layer.spatialRank() - 1) {
        text.bytes(COMMA);
      }
      text.number(before(layer, axis));
      text.bytes(COMMA);
      text.number(after(layer, axis));
    }
    text.letter(']');
  }

  private void tensorFlowPad(PlainConvolution layer) {
    text.letter('[');
    text.bytes(UNPADDED);
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      text.bytes(COMMA);
      text.letter('[');
      text.number(before(layer, axis));
      text.bytes(COMMA);
      text.number(after(layer, axis));
      text.letter(']');
    }
    text.bytes(COMMA);
    text.bytes(UNPADDED);
    text.letter(']');
  }
}
