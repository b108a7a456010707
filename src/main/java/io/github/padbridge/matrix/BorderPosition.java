package io.github.padbridge.matrix;

import io.github.padbridge.layer.PaddingMode;

/**
 * The input element that a padding mode puts at a position of the padded axis, as PyTorch documents
 * it for {@code F.pad}.
 */
final class BorderPosition {
  /** No element: a zero of the padding. */
  static final int ZERO = -1;

  private BorderPosition() {}

  /**
   * @param position counted from the first input element; beyond the border no further than the
   *     mode reaches, which the rules of the spec guarantee
   */
  static int of(PaddingMode mode, long position, int size) {
    if (position >= 0 && position < size) {
      return (int) position;
    }
    long last = size - 1L;
    return switch (mode) {
      case ZEROS -> ZERO;
      case REPLICATE -> (int) Math.min(Math.max(position, 0), last);
      case REFLECT -> (int) (last - Math.abs(last - Math.abs(position)));
      case CIRCULAR -> (int) Math.floorMod(position, (long) size);
    };
  }
}
