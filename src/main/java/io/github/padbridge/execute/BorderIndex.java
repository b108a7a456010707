package io.github.padbridge.execute;

import io.github.padbridge.layer.PaddingMode;

/**
 * Which element PyTorch's padding modes put at a position outside the input, as {@code F.pad}
 * documents them.
 */
final class BorderIndex {
  private BorderIndex() {}

  /**
   * The element of an axis of {@code size} elements that stands at {@code position}, which counts
   * from the axis's first element; -1 for a zero.
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
