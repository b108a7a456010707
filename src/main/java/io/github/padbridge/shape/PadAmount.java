package io.github.padbridge.shape;

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

  public long total() {
    return (long) before + after;
  }
}
