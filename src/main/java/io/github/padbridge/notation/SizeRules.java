package io.github.padbridge.notation;

import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/** The rules for axes of known size. */
final class SizeRules {
  private SizeRules() {}

  /**
   * Why the tensor is too small for its padding; null if it is not, or its sizes are unknown. For
   * PyTorch, TensorFlow and ONNX; NumPy and JAX reflect repeatedly.
   */
  static @Nullable String broken(TensorPadding padding) {
    String crops = crops(padding);
    if (crops != null) {
      return crops;
    }
    for (int i = 0; i < padding.rank(); i++) {
      Size size = padding.input().size(i);
      if (size.isKnown() && padding.axis(i).largest() > most(padding.mode(), size.value())) {
        return padding.mode().id()
            + " needs amounts "
            + (padding.mode() == FillMode.REFLECT ? "smaller" : "no larger")
            + " than the axis (got "
            + padding.axis(i).largest()
            + " on "
            + padding.axisName(i)
            + " of "
            + size
            + ")";
      }
    }
    return empty(padding);
  }

  /** The same for NumPy and JAX. */
  static @Nullable String brokenForNumpy(TensorPadding padding) {
    String crops = crops(padding);
    return crops != null ? crops : empty(padding);
  }

  private static long most(FillMode mode, long size) {
    return switch (mode) {
      case CONSTANT, REPLICATE -> Long.MAX_VALUE;
      case REFLECT -> Math.max(size - 1, 0);
      case SYMMETRIC, CIRCULAR -> size;
    };
  }

  /** A crop must not exceed the axis. */
  private static @Nullable String crops(TensorPadding padding) {
    for (int i = 0; i < padding.rank(); i++) {
      Size size = padding.input().size(i);
      AxisPadding axis = padding.axis(i);
      long cropped = (long) axis.croppedBefore() + axis.croppedAfter();
      if (size.isKnown() && axis.interior() == 0 && cropped > size.value()) {
        return "negative amounts must not crop more than the axis (got "
            + cropped
            + " on "
            + padding.axisName(i)
            + " of "
            + size
            + ")";
      }
    }
    return null;
  }

  /** An axis without elements cannot be copied from. */
  private static @Nullable String empty(TensorPadding padding) {
    for (int i = 0; i < padding.rank() && padding.mode() != FillMode.CONSTANT; i++) {
      Size size = padding.input().size(i);
      if (size.isKnown() && size.value() == 0) {
        return padding.mode().id()
            + " needs elements to copy (got "
            + padding.axisName(i)
            + " of 0)";
      }
    }
    return null;
  }
}
