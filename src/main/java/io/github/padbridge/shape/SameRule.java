package io.github.padbridge.shape;

/** How SAME padding divides its total between the two ends of an axis. */
public enum SameRule {
  /** An odd element goes to the end: SAME in TensorFlow, SAME_UPPER in ONNX. */
  UPPER,
  /** An odd element goes to the start: SAME_LOWER in ONNX. */
  LOWER,
  /**
   * As {@link #UPPER}, but half of what the stride leaves over is cropped from the start, as in
   * TensorFlow's 3-D ops on CPU.
   */
  UPPER_STARTING_LATE;

  /** The padding of an axis of {@code in} elements; negative amounts crop. */
  public PadAmount amount(long in, long effectiveKernel, long stride) {
    return switch (this) {
      case UPPER -> ConvArithmetic.tensorFlowSame(in, effectiveKernel, stride);
      case LOWER -> {
        PadAmount upper = ConvArithmetic.tensorFlowSame(in, effectiveKernel, stride);
        int before = upper.after();
        int after = upper.before();
        yield new PadAmount(before, after);
      }
      case UPPER_STARTING_LATE -> ConvArithmetic.tensorFlowSame3d(in, effectiveKernel, stride);
    };
  }

  /** Whether the first element is skipped at some input size. */
  public boolean mayStartLate(long effectiveKernel, long stride) {
    return this == UPPER_STARTING_LATE && amount(stride, effectiveKernel, stride).before() < 0;
  }
}
