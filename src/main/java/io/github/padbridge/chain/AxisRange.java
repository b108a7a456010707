package io.github.padbridge.chain;

import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/**
 * The part of one axis that a Python slice keeps.
 *
 * @param begin the first index; negative counts from the end, null is the start
 * @param end the index after the last; negative counts from the end, null is the end
 * @param step at least 1
 */
public record AxisRange(@Nullable Integer begin, @Nullable Integer end, int step) {
  /** The whole axis. */
  public static final AxisRange ALL = new AxisRange(null, null, 1);

  public AxisRange {
    if (step < 1) {
      throw new IllegalArgumentException("step " + step);
    }
  }

  /**
   * The size that remains of an axis.
   *
   * @param open the name of a size that cannot be computed
   */
  Size of(Size size, String open) {
    if (equals(ALL)) {
      return size;
    }
    if (size.isKnown()) {
      return Size.of(kept(size.value()));
    }
    boolean isCut = step == 1 && (begin == null || begin >= 0) && (end == null || end < 0);
    return isCut
        ? size.plus((end == null ? 0L : end) - (begin == null ? 0L : begin))
        : Size.unknown(open);
  }

  private long kept(long size) {
    long first = begin == null ? 0 : index(begin, size);
    long last = end == null ? size : index(end, size);
    return Math.max(0, (last - first + step - 1) / step);
  }

  private static long index(long index, long size) {
    return Math.min(Math.max(index < 0 ? index + size : index, 0), size);
  }
}
