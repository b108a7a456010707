package io.github.padbridge.execute;

import io.github.padbridge.layer.PaddingMode;

/**
 * The element that a PyTorch padding mode puts at a position outside the input, as documented for
 * {@code F.pad}.
 */
final class BorderIndex {
  private BorderIndex() {}

  /**
   * The index of the element at {@code position} of an axis of {@code size} elements; positions
   * count from the first element. -1 for a zero.
   */
  static int of(PaddingMode mode, int position, int size) {
    if (position >= 0 && position < size) {
      return position;
    }
    return switch (mode) {
      case ZEROS -> -1;
      case REPLICATE -> position < 0 ? 0 : size - 1;
      case REFLECT -> position < 0 ? -position : 2 * (size - 1) - position;
      case CIRCULAR -> position < 0 ? position + size : position - size;
    };
  }
}
