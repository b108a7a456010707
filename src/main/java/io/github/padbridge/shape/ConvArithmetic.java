package io.github.padbridge.shape;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a convolution along one axis. Arguments are validated by the caller: sizes and
 * amounts fit an int, kernel sizes, strides and dilations are at least 1, so nothing here can
 * overflow.
 *
 * <p>Sources: the Shape sections of PyTorch's {@code torch.nn.Conv1d} and {@code
 * torch.nn.ConvTranspose1d}, and Dumoulin and Visin, "A guide to convolution arithmetic for deep
 * learning" (2016).
 */
public final class ConvArithmetic {
  private ConvArithmetic() {}

  /** The number of elements that the dilated kernel spans. */
  public static long effectiveKernel(long kernelSize, long dilation) {
    return dilation * (kernelSize - 1) + 1;
  }

  /** The size of the padded axis. */
  public static Size padded(Size in, PadAmount pad) {
    return in.plus(pad.total());
  }

  /**
   * The output size of a forward convolution: the number of kernel positions on the padded axis.
   */
  public static Size forwardOutput(Size padded, long effectiveKernel, long stride) {
    return padded.minus(effectiveKernel).floorDividedBy(stride).plus(1);
  }

  /** The same in numbers. */
  public static long forwardOutput(long padded, long effectiveKernel, long stride) {
    return Math.floorDiv(padded - effectiveKernel, stride) + 1;
  }

  /** The size of the full result of a transposed convolution, before it is cropped. */
  public static Size transposedFull(Size in, long effectiveKernel, long stride) {
    return in.minus(1).times(stride).plus(effectiveKernel);
  }

  /**
   * The output size of a transposed convolution: the full result, cropped by padding and extended
   * by output_padding.
   */
  public static Size transposedOutput(Size full, long padding, long outputPadding) {
    return full.minus(2 * padding).plus(outputPadding);
  }

  /**
   * The number of zeros to add after the full result, so that the output, which starts at {@code
   * padding}, lies within it.
   */
  public static long zerosPastFull(long padding, long outputPadding) {
    return Math.max(outputPadding - padding, 0);
  }

  /** PyTorch's {@code padding="same"}; an odd element goes to the end. */
  public static PadAmount torchSame(long effectiveKernel) {
    int total = Math.toIntExact(effectiveKernel - 1);
    return new PadAmount(total / 2, total - total / 2);
  }

  /** The output size with SAME padding in TensorFlow. */
  public static Size sameOutput(Size in, long stride) {
    return in.plus(stride - 1).floorDividedBy(stride);
  }

  /** The same in numbers. */
  public static long sameOutput(long in, long stride) {
    return Math.floorDiv(in + stride - 1, stride);
  }

  /** The total SAME padding in TensorFlow; negative if the stride leaves elements unread. */
  public static long sameTotal(long in, long effectiveKernel, long stride) {
    return (sameOutput(in, stride) - 1) * stride + effectiveKernel - in;
  }

  /**
   * The padding at the end with which every window of a PyTorch pooling lies within the padded
   * input. At least {@code padding}; with ceil_mode and an unknown input size, the most that any
   * size needs.
   */
  public static long poolPaddingAfter(
      Size in, long padding, long effectiveKernel, long stride, boolean ceilMode) {
    return ceilMode ? ceilPaddingAfter(in, symmetric(padding), effectiveKernel, stride) : padding;
  }

  /** The same with ceil_mode, for a padding that may differ between the two ends. */
  public static long ceilPaddingAfter(
      Size in, PadAmount padding, long effectiveKernel, long stride) {
    long after = padding.after();
    if (!in.isKnown()) {
      return Math.max(Math.min(after + stride - 1, effectiveKernel - 1), after);
    }
    long windows = ceilOutput(in, padding, effectiveKernel, stride).value();
    return Math.max(
        (windows - 1) * stride + effectiveKernel - in.value() - padding.before(), after);
  }

  private static PadAmount symmetric(long padding) {
    return new PadAmount(Math.toIntExact(padding), Math.toIntExact(padding));
  }

  /**
   * The padding of TensorFlow's SAME for an axis of {@code in} elements; an odd element goes to the
   * end.
   */
  public static PadAmount tensorFlowSame(long in, long effectiveKernel, long stride) {
    return halves(Math.max(sameTotal(in, effectiveKernel, stride), 0));
  }

  /**
   * SAME in TensorFlow's 3-D ops. On CPU they also halve what the stride leaves over and start that
   * much later (measured with TensorFlow 2.18 and 2.21); 1-D and 2-D ops do not.
   */
  public static PadAmount tensorFlowSame3d(long in, long effectiveKernel, long stride) {
    long total = sameTotal(in, effectiveKernel, stride);
    return total > -2 ? tensorFlowSame(in, effectiveKernel, stride) : halves(total);
  }

  /**
   * A padding that gives the windows of SAME at every size; empty where the start depends on the
   * size. At the end it may exceed what the last window needs, by less than a stride.
   */
  public static Optional<PadAmount> sameOfEverySize(
      SameRule rule, long effectiveKernel, long stride) {
    // The longest total is that of a size that leaves one element of a stride, the shortest that of
    // a size that the stride divides.
    int before = rule.amount(1, effectiveKernel, stride).before();
    return before == rule.amount(stride, effectiveKernel, stride).before()
        ? Optional.of(new PadAmount(before, Math.toIntExact(effectiveKernel - 1 - before)))
        : Optional.empty();
  }

  /**
   * The crop of a transposed convolution with SAME whose full result is {@code longer} elements
   * longer than its output.
   */
  public static PadAmount transposedSame(long longer) {
    return halves(Math.max(longer, 0));
  }

  /** The output size of a transposed convolution minus the input size times the stride. */
  public static long transposedMore(
      long effectiveKernel, long stride, long padding, long outputPadding) {
    return effectiveKernel - stride - 2 * padding + outputPadding;
  }

  /**
   * Whether a transposed convolution with TensorFlow's SAME accepts an output size of {@code
   * input·stride + more}: the forward convolution of that size must give the input size.
   */
  public static boolean sameTransposes(long more, long stride) {
    return more > -stride && more <= 0;
  }

  /** The size of an axis after SAME padding, without the elements that the stride leaves over. */
  public static Size samePadded(Size in, long effectiveKernel, long stride) {
    return sameOutput(in, stride).minus(1).times(stride).plus(effectiveKernel);
  }

  /**
   * The output size of a PyTorch pooling. ceil_mode adds a window where elements are left over,
   * unless that window would start after the input and the padding before it: {@code floor((in +
   * min(2p − e + s − 1, p − 1)) / s) + 1}.
   */
  public static Size poolOutput(
      Size in, long padding, long effectiveKernel, long stride, boolean ceilMode) {
    return ceilMode
        ? ceilOutput(in, symmetric(padding), effectiveKernel, stride)
        : forwardOutput(in.plus(2 * padding), effectiveKernel, stride);
  }

  /** The same with ceil_mode, for a padding that may differ between the two ends. */
  public static Size ceilOutput(Size in, PadAmount padding, long effectiveKernel, long stride) {
    long room = padding.total() - effectiveKernel;
    long numerator = Math.min(room + stride - 1, padding.before() - 1L);
    return in.plus(numerator).floorDividedBy(stride).plus(1);
  }

  /** The padding of SAME; negative where elements that the stride leaves over are cropped. */
  public static PadAmount samePaddedOrCut(
      SameRule rule, long in, long effectiveKernel, long stride) {
    long total = sameTotal(in, effectiveKernel, stride);
    long before = rule.amount(in, effectiveKernel, stride).before();
    return new PadAmount(Math.toIntExact(before), Math.toIntExact(total - before));
  }

  /**
   * The output size of a Keras transposed convolution with padding "valid".
   *
   * @param outputPadding null for the Keras default, which extends the output where the kernel is
   *     shorter than the stride
   */
  public static Size kerasTransposedValid(
      Size in, long effectiveKernel, long stride, @Nullable Integer outputPadding) {
    long more =
        outputPadding == null ? Math.max(stride - effectiveKernel, 0) : outputPadding.longValue();
    return transposedFull(in, effectiveKernel, stride).plus(more);
  }

  /**
   * The output size of a Keras transposed convolution with padding "same".
   *
   * @param outputPadding null for the Keras default, {@code input·stride}
   */
  public static Size kerasTransposedSame(
      Size in, long effectiveKernel, long stride, @Nullable Integer outputPadding) {
    return outputPadding == null
        ? in.times(stride)
        : in.minus(1).times(stride).plus(effectiveKernel % 2 + outputPadding);
  }

  private static PadAmount halves(long total) {
    return new PadAmount(Math.toIntExact(total / 2), Math.toIntExact(total - total / 2));
  }

  /** The size of an axis with {@code stride - 1} zeros between its elements. */
  public static Size zeroInserted(Size in, long stride) {
    return in.minus(1).times(stride).plus(1);
  }
}
