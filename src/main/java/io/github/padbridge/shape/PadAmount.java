package io.github.padbridge.shape;

import java.util.List;

/**
 * The padding before and after one axis, in elements; negative amounts crop.
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

  /** The padding alone: 0 where this crops. */
  public PadAmount padded() {
    return new PadAmount(Math.max(before, 0), Math.max(after, 0));
  }

  /** The crop alone, as negative amounts: 0 where this pads. */
  public PadAmount cropped() {
    return new PadAmount(Math.min(before, 0), Math.min(after, 0));
  }

  /** Whether this pads one end and crops the other. */
  public boolean shifts() {
    return Math.min(before, after) < 0 && Math.max(before, after) > 0;
  }

  public long total() {
    return (long) before + after;
  }
}
