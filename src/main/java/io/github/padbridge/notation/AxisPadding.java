package io.github.padbridge.notation;

/**
 * The padding of one axis, in elements.
 *
 * @param before at the start: left, top, front; negative amounts crop
 * @param after at the end: right, bottom, back; negative amounts crop
 * @param interior between neighbouring elements, at least 0; only in {@code lax.pad}
 */
public record AxisPadding(int before, int after, int interior) {
  public static final AxisPadding NONE = new AxisPadding(0, 0, 0);

  public static AxisPadding of(int before, int after) {
    return new AxisPadding(before, after, 0);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  boolean isNegative() {
    return before < 0 || after < 0;
  }

  int largest() {
    return Math.max(before, after);
  }

  /** The number of elements cropped at the start. */
  int croppedBefore() {
    return Math.max(-before, 0);
  }

  /** The number of elements cropped at the end. */
  int croppedAfter() {
    return Math.max(-after, 0);
  }

  /** The same without crops. */
  AxisPadding withoutCrop() {
    return new AxisPadding(Math.max(before, 0), Math.max(after, 0), interior);
  }
}
