package io.github.padbridge.diagnose;

/**
 * A difference from the layer on one axis. Axes with the same one share a clause: {@code what}
 * along H and W {@code how}.
 */
record AxisChange(Kind kind, String what, String how) {
  static final AxisChange STRIDE_IGNORED = new AxisChange(Kind.STRIDE, "the stride", "is ignored");

  static final AxisChange STRIDE_OF_WINDOW =
      new AxisChange(Kind.STRIDE, "the stride", "is the size of the window");

  static final AxisChange DILATION_IGNORED =
      new AxisChange(Kind.DILATION, "the dilation", "is ignored");

  static final AxisChange OUTPUT_PADDING_IGNORED =
      new AxisChange(Kind.OUTPUT_PADDING, "output_padding", "is ignored");

  private static final AxisChange OUTPUT_PADDING_CROPPED =
      new AxisChange(Kind.CROP, "output_padding", "keeps more of the start, not of the end");

  static AxisChange rounded(boolean up) {
    return new AxisChange(
        Kind.CEIL_MODE, "the output size", up ? "is rounded up" : "is rounded down");
  }

  /** The change of the padding of a convolution or pooling. */
  static AxisChange padding(AxisWindow own, AxisWindow moved) {
    String how =
        "is %d before and %d after%s, not %d and %d"
            .formatted(moved.low(), moved.high(), named(moved), own.low(), own.high());
    return new AxisChange(Kind.PADDING, "the padding", how);
  }

  private static String named(AxisWindow moved) {
    if (moved.isSame()) {
      return " (SAME)";
    }
    return moved.low() == 0 && moved.high() <= 0 ? " (VALID)" : "";
  }

  /** The change of what a transposed convolution crops from its full result. */
  static AxisChange crop(AxisWindow own, AxisWindow moved) {
    int before = own.cropBefore();
    int after = own.cropAfter();
    if (moved.cropBefore() == after && moved.cropAfter() == before && after < before) {
      return OUTPUT_PADDING_CROPPED;
    }
    String how =
        "is cropped by %d before and %d after, not by %d and %d"
            .formatted(moved.cropBefore(), moved.cropAfter(), before, after);
    return new AxisChange(Kind.CROP, "the output", how);
  }
}
