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

  /** How many elements does the kernel span once dilation has spread it? */
  public static long effectiveKernel(long kernelSize, long dilation) {
    return dilation * (kernelSize - 1) + 1;
  }

  /** How long is the axis once it is padded? */
  public static Size padded(Size in, PadAmount pad) {
    return in.plus(pad.total());
  }

  /** How many positions can the kernel take on the padded axis? */
  public static Size forwardOutput(Size padded, long effectiveKernel, long stride) {
    return padded.minus(effectiveKernel).floorDividedBy(stride).plus(1);
  }

  /** The same in numbers. */
  public static long forwardOutput(long padded, long effectiveKernel, long stride) {
    return Math.floorDiv(padded - effectiveKernel, stride) + 1;
  }

  /** How long is everything a transposed convolution writes, before anything is cropped? */
  public static Size transposedFull(Size in, long effectiveKernel, long stride) {
    return in.minus(1).times(stride).plus(effectiveKernel);
  }

  /**
   * How long is a transposed convolution's output: the full one, cropped by padding, extended by
   * output_padding?
   */
  public static Size transposedOutput(Size full, long padding, long outputPadding) {
    return full.minus(2 * padding).plus(outputPadding);
  }

  /**
   * How many zeros must follow the full result, so that the output, which starts at {@code
   * padding}, lies within it?
   */
  public static long zerosPastFull(long padding, long outputPadding) {
    return Math.max(outputPadding - padding, 0);
  }

  /**
   * How does PyTorch's {@code padding="same"} divide its total, the odd element going to the end?
   */
  public static PadAmount torchSame(long effectiveKernel) {
    int total = Math.toIntExact(effectiveKernel - 1);
    return new PadAmount(total / 2, total - total / 2);
  }

  /** How long is the output of TensorFlow's SAME? */
  public static Size sameOutput(Size in, long stride) {
    return in.plus(stride - 1).floorDividedBy(stride);
  }

  /** The same in numbers. */
  public static long sameOutput(long in, long stride) {
    return Math.floorDiv(in + stride - 1, stride);
  }

  /**
   * How much longer would the axis have to be for TensorFlow's SAME? Negative where a stride leaves
   * elements over.
   */
  public static long sameTotal(long in, long effectiveKernel, long stride) {
    return (sameOutput(in, stride) - 1) * stride + effectiveKernel - in;
  }

  /**
   * How much must follow the input for every window of PyTorch's pooling to lie within it? At least
   * the padding; where ceil_mode lets windows reach further and the input is open, what the worst
   * of all inputs needs.
   */
  public static long poolPaddingAfter(
      Size in, long padding, long effectiveKernel, long stride, boolean ceilMode) {
    if (!ceilMode) {
      return padding;
    }
    if (!in.isKnown()) {
      return Math.max(Math.min(padding + stride - 1, effectiveKernel - 1), padding);
    }
    long windows = poolOutput(in, padding, effectiveKernel, stride, true).value();
    return Math.max((windows - 1) * stride + effectiveKernel - in.value() - padding, padding);
  }

  /**
   * What does TensorFlow's SAME put around an axis of {@code in} elements, the odd element going to
   * the end?
   */
  public static PadAmount tensorFlowSame(long in, long effectiveKernel, long stride) {
    return halves(Math.max(sameTotal(in, effectiveKernel, stride), 0));
  }

  /**
   * The same for TensorFlow's 3-D ops, which on CPU also halve what a stride leaves over, and start
   * that much later (measured with TensorFlow 2.18 and 2.21; those of fewer axes do not).
   */
  public static PadAmount tensorFlowSame3d(long in, long effectiveKernel, long stride) {
    long total = sameTotal(in, effectiveKernel, stride);
    return total > -2 ? tensorFlowSame(in, effectiveKernel, stride) : halves(total);
  }

  /**
   * What can be padded around an axis of any size, so that its windows are those of TensorFlow's
   * SAME? Nothing fits every size where the start depends on the size. At the end there may be more
   * than the last window needs, but never a whole stride more.
   */
  public static Optional<PadAmount> sameOfEverySize(long effectiveKernel, long stride) {
    // The longest total is that of a size that leaves one element of a stride, the shortest that of
    // a size that the stride divides.
    int before = tensorFlowSame(1, effectiveKernel, stride).before();
    return before == tensorFlowSame(stride, effectiveKernel, stride).before()
        ? Optional.of(new PadAmount(before, Math.toIntExact(effectiveKernel - 1 - before)))
        : Optional.empty();
  }

  /**
   * What does a transposed convolution with SAME crop of a full result that is {@code longer} than
   * its output?
   */
  public static PadAmount transposedSame(long longer) {
    return halves(Math.max(longer, 0));
  }

  /** How much longer is a transposed convolution's output than the input times the stride? */
  public static long transposedMore(
      long effectiveKernel, long stride, long padding, long outputPadding) {
    return effectiveKernel - stride - 2 * padding + outputPadding;
  }

  /**
   * Does TensorFlow's SAME take an output of {@code input·stride + more} elements? Going forward
   * from it must lead to the input.
   */
  public static boolean sameTransposes(long more, long stride) {
    return more > -stride && more <= 0;
  }

  /**
   * How long is the axis once TensorFlow's SAME has padded it, and what a stride leaves over has
   * been cut off?
   */
  public static Size samePadded(Size in, long effectiveKernel, long stride) {
    return sameOutput(in, stride).minus(1).times(stride).plus(effectiveKernel);
  }

  /**
   * How many windows does PyTorch's pooling take? With ceil_mode one more where elements are left
   * over, unless it would start past the input and the padding before it: {@code floor((in + min(2p
   * − e + s − 1, p − 1)) / s) + 1}.
   */
  public static Size poolOutput(
      Size in, long padding, long effectiveKernel, long stride, boolean ceilMode) {
    long room = 2 * padding - effectiveKernel;
    long numerator = ceilMode ? Math.min(room + stride - 1, padding - 1) : room;
    return in.plus(numerator).floorDividedBy(stride).plus(1);
  }

  /**
   * What does TensorFlow's SAME put around an axis, if what a stride leaves over is cut off?
   *
   * @param lateStart whether the start is cut too, as by TensorFlow's 3-D ops
   */
  public static PadAmount samePaddedOrCut(
      long in, long effectiveKernel, long stride, boolean lateStart) {
    long total = sameTotal(in, effectiveKernel, stride);
    long before = lateStart ? total / 2 : Math.max(total, 0) / 2;
    return new PadAmount(Math.toIntExact(before), Math.toIntExact(total - before));
  }

  /**
   * How long does Keras make a transposed convolution with padding "valid"?
   *
   * @param outputPadding null for Keras' default, which makes up for a kernel shorter than the
   *     stride
   */
  public static Size kerasTransposedValid(
      Size in, long effectiveKernel, long stride, @Nullable Integer outputPadding) {
    long more =
        outputPadding == null ? Math.max(stride - effectiveKernel, 0) : outputPadding.longValue();
    return transposedFull(in, effectiveKernel, stride).plus(more);
  }

  /**
   * How long does Keras make a transposed convolution with padding "same"?
   *
   * @param outputPadding null for Keras' default, {@code input·stride}
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

  /** How long is an axis once {@code stride - 1} zeros stand between its elements? */
  public static Size zeroInserted(Size in, long stride) {
    return in.minus(1).times(stride).plus(1);
  }
}
