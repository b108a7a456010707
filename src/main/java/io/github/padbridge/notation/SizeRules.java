package io.github.padbridge.notation;

import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/** What an axis of known size allows. */
final class SizeRules {
  private SizeRules() {}

  /**
   * Why the tensor is too small for its padding, or null where it is not, or its sizes are not
   * known. PyTorch, TensorFlow and ONNX alike; NumPy and JAX turn round as often as it takes.
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

  /** An axis cannot lose more than it has. */
  private static @Nullable String crops(TensorPadding padding) {
    for (int i = 0; i < padding.rank(); i++) {
      Size size = padding.input().size(i);
      AxisPadding axis = padding.axis(i);
      long cropped = (long) axis.croppedBefore() + axis.croppedAfter();
      if (size.isKnown() && axis.interior() == 0 && cropped > size.value()) {
        return "negative amounts crop more than there is (got "
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

  /** There is nothing to copy from an axis without elements. */
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
