package io.github.padbridge.explain;

import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;

/**
 * Compares the crop of a transposed convolution with the crop of the TensorFlow op with SAME and
 * the same output size. It does not depend on the input size, except for outputs so short that no
 * product adds to them.
 */
record SameCrop(long taps, long dilation, long stride, long padding, long outputPadding)
    implements SameOp {

  static SameCrop of(WindowDimension dimension) {
    Window window = dimension.window();
    PadAmount crop = dimension.crop();
    return new SameCrop(
        window.size(),
        window.dilation(),
        window.baseDilation(),
        crop.before(),
        (long) crop.before() - crop.after());
  }

  private long reach() {
    return ConvArithmetic.effectiveKernel(taps, dilation);
  }

  /** The output size minus the input size times the stride. */
  private long more() {
    return ConvArithmetic.transposedMore(reach(), stride, padding, outputPadding);
  }

  @Override
  public Outcome at(long size) {
    if (!ConvArithmetic.sameTransposes(more(), stride)) {
      return Outcome.SHAPE;
    }
    long same = same(size).before();
    boolean equal = padding == same || (isEmpty(size, padding) && isEmpty(size, same));
    return equal ? Outcome.EQUAL : Outcome.NUMBERS;
  }

  /** Whether no product adds to the output: a dilated kernel or a stride may skip it. */
  private boolean isEmpty(long size, long cut) {
    long end = cut + size * stride + more();
    for (long element = 0; element < size; element++) {
      long begin = element * stride;
      long tap = begin >= cut ? 0 : Math.floorDiv(cut - begin + dilation - 1, dilation);
      if (tap < taps && begin + tap * dilation < end) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean mayStartLate(long size) {
    return false;
  }

  @Override
  public PadAmount same(long size) {
    return ConvArithmetic.transposedSame(reach() - stride - more());
  }

  @Override
  public long own(long size) {
    return padding;
  }

  @Override
  public String difference(String same) {
    return "it crops " + same + " from the start of %s, PyTorch crops " + padding;
  }

  @Override
  public long period() {
    return 1;
  }

  /** From this size on some product adds to the output. */
  @Override
  public long settled() {
    return reach() + padding;
  }
}
