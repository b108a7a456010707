package io.github.padbridge.spec;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.PlainLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A convolution in numbers, all of its sizes known but for its output channels: what {@link
 * PlainReader} finds in a line. One object holds the layers of many lines, one after the other.
 */
public final class PlainConvolution {
  private static final int MOST_AXES = 3;

  private static final ConvOp[] OPS = ConvOp.values();
  private static final byte[][] OP_NAMES = names(ConvOp.functionNames().toArray(String[]::new));
  private static final PaddingMode[] MODES = PaddingMode.values();
  private static final byte[][] MODE_NAMES = names(PaddingMode.torchNames().toArray(String[]::new));

  private final PlainLine line;
  private final int[] kernelSize = new int[MOST_AXES];
  private final int[] stride = new int[MOST_AXES];
  private final int[] padding = new int[MOST_AXES];
  private final int[] outputPadding = new int[MOST_AXES];
  private final int[] dilation = new int[MOST_AXES];

  private ConvOp op = ConvOp.CONV1D;
  private int spatialRank;
  private int inChannels;
  private int groups;
  private PaddingMode paddingMode = PaddingMode.ZEROS;

  PlainConvolution(PlainLine line) {
    this.line = line;
  }

  private static byte[][] names(String... names) {
    return Arrays.stream(names)
        .map(name -> name.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  /**
   * Takes the layer that the line holds; false where it is none, leaves something open, or breaks a
   * rule of PyTorch's.
   */
  boolean read() {
    int named = named(PlainLine.OP, OP_NAMES, -1);
    if (named < 0) {
      return false;
    }
    op = OPS[named];
    spatialRank = op.spatialRank();
    int mode = named(PlainLine.PADDING_MODE, MODE_NAMES, 0);
    int rank = line.count(PlainLine.INPUT_SHAPE);
    if (mode < 0
        || line.kind(PlainLine.KERNEL_SIZE) == Kind.ABSENT
        || line.kind(PlainLine.INPUT_SHAPE) != Kind.INTEGERS
        || (rank != spatialRank + 1 && rank != spatialRank + 2)
        || (line.kind(PlainLine.OUTPUT_PADDING) != Kind.ABSENT && !op.isTransposed())
        || !isInteger(PlainLine.GROUPS)
        || !isInteger(PlainLine.IN_CHANNELS)
        || !isInteger(PlainLine.OUT_CHANNELS)
        || !isTruth(PlainLine.BIAS)) {
      return false;
    }
    paddingMode = MODES[mode];
    groups = integer(PlainLine.GROUPS, 1);
    inChannels = integer(PlainLine.IN_CHANNELS, inputChannels());
    return perAxis(PlainLine.KERNEL_SIZE, kernelSize, 1)
        && perAxis(PlainLine.STRIDE, stride, 1)
        && perAxis(PlainLine.PADDING, padding, 0)
        && perAxis(PlainLine.OUTPUT_PADDING, outputPadding, 0)
        && perAxis(PlainLine.DILATION, dilation, 1)
        && keepsTheRules();
  }

  /**
   * The rules of {@link TorchRules} in numbers. What breaks one is read again by whoever can say
   * why.
   */
  private boolean keepsTheRules() {
    if (groups < 1
        || inChannels < 1
        || inChannels % groups != 0
        || !keepsTheOutputRules()
        || inputChannels() != inChannels
        || (op.isTransposed() && paddingMode != PaddingMode.ZEROS)
        || (isBatched() && line.number(PlainLine.INPUT_SHAPE, 0) < 0)) {
      return false;
    }
    for (int axis = 0; axis < spatialRank; axis++) {
      if (!keepsTheRules(axis)) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsTheOutputRules() {
    if (line.kind(PlainLine.OUT_CHANNELS) == Kind.ABSENT) {
      return true;
    }
    int outChannels = line.number(PlainLine.OUT_CHANNELS, 0);
    return outChannels >= 1 && outChannels % groups == 0;
  }

  private boolean keepsTheRules(int axis) {
    int in = inputSize(axis);
    if (kernelSize[axis] < 1
        || stride[axis] < 1
        || dilation[axis] < 1
        || in < 1
        // The other modes may crop: that is not plain.
        || padding[axis] < 0
        || outputPadding[axis] < 0
        || effectiveKernel(axis) > Integer.MAX_VALUE) {
      return false;
    }
    if (op.isTransposed()) {
      long out = outputSize(axis);
      return outputPadding[axis] < Math.max(stride[axis], dilation[axis])
          && out >= 1
          && out <= Integer.MAX_VALUE;
    }
    boolean reachesOnce =
        switch (paddingMode) {
          case ZEROS, REPLICATE -> true;
          case REFLECT -> padding[axis] < in;
          case CIRCULAR -> padding[axis] <= in;
        };
    return reachesOnce
        && in + 2L * padding[axis] >= effectiveKernel(axis)
        && outputSize(axis) <= Integer.MAX_VALUE;
  }

  private int named(int key, byte[][] names, int byDefault) {
    if (line.kind(key) != Kind.WORD) {
      return line.kind(key) == Kind.ABSENT ? byDefault : -1;
    }
    for (int i = 0; i < names.length; i++) {
      if (line.isWord(key, names[i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean isInteger(int key) {
    return line.kind(key) == Kind.ABSENT || line.kind(key) == Kind.INTEGER;
  }

  private boolean isTruth(int key) {
    Kind kind = line.kind(key);
    return kind == Kind.ABSENT || kind == Kind.TRUE || kind == Kind.FALSE;
  }

  private int integer(int key, int byDefault) {
    return line.kind(key) == Kind.ABSENT ? byDefault : line.number(key, 0);
  }

  /** One number for all axes, or one an axis; false for whatever else. */
  private boolean perAxis(int key, int[] values, int byDefault) {
    Kind kind = line.kind(key);
    if (kind == Kind.INTEGERS ? line.count(key) != spatialRank : !isInteger(key)) {
      return false;
    }
    for (int axis = 0; axis < spatialRank; axis++) {
      values[axis] =
          kind == Kind.ABSENT ? byDefault : line.number(key, kind == Kind.INTEGERS ? axis : 0);
    }
    return true;
  }

  private int inputChannels() {
    return line.number(PlainLine.INPUT_SHAPE, rank() - spatialRank - 1);
  }

  private boolean isBatched() {
    return rank() == spatialRank + 2;
  }

  /** How many axes the input has. */
  int rank() {
    return line.count(PlainLine.INPUT_SHAPE);
  }

  PlainLine line() {
    return line;
  }

  public ConvOp op() {
    return op;
  }

  public boolean isTransposed() {
    return op.isTransposed();
  }

  public int spatialRank() {
    return spatialRank;
  }

  int inChannels() {
    return inChannels;
  }

  Size outChannels() {
    return line.kind(PlainLine.OUT_CHANNELS) == Kind.ABSENT
        ? ConvSpec.OPEN_OUT_CHANNELS
        : Size.of(line.number(PlainLine.OUT_CHANNELS, 0));
  }

  public int groups() {
    return groups;
  }

  public PaddingMode paddingMode() {
    return paddingMode;
  }

  public int kernelSize(int axis) {
    return kernelSize[axis];
  }

  public int stride(int axis) {
    return stride[axis];
  }

  public int padding(int axis) {
    return padding[axis];
  }

  public int outputPadding(int axis) {
    return outputPadding[axis];
  }

  public int dilation(int axis) {
    return dilation[axis];
  }

  public int inputSize(int axis) {
    return line.number(PlainLine.INPUT_SHAPE, rank() - spatialRank + axis);
  }

  public long effectiveKernel(int axis) {
    return ConvArithmetic.effectiveKernel(kernelSize[axis], dilation[axis]);
  }

  /** All that a transposed convolution writes, before it is cropped. */
  public long fullSize(int axis) {
    return ConvArithmetic.transposedFull(inputSize(axis), effectiveKernel(axis), stride[axis]);
  }

  public long outputSize(int axis) {
    return op.isTransposed()
        ? ConvArithmetic.transposedOutput(fullSize(axis), padding[axis], outputPadding[axis])
        : ConvArithmetic.forwardOutput(
            inputSize(axis) + 2L * padding[axis], effectiveKernel(axis), stride[axis]);
  }
}
