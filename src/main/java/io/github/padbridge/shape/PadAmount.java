package io.github.padbridge.shape;

import java.util.List;

/**
 * What is added before and after one axis, in elements; negative amounts crop.
 *
 * @param before at the start: left, top, front
 * @param after at the end: right, bottom, back
 */
public record PadAmount(int before, int after) {
  public static final PadAmount NONE = new PadAmount(0, 0);

  public boolean isNone() {
    return before == 0 && after == 0;
  }

  public static boolean areNone(List<PadAmount> amounts) {
    for (PadAmount amount : amounts) {
      if (!amount.isNone()) {
        return false;
      }
    }
    return true;
  }

  public long total() {
    return (long) before + after;
  }
}
