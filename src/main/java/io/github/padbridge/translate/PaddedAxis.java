package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Layer;
import org.jspecify.annotations.Nullable;

/**
 * What is padded and cut on one axis of a layer, said by an op that pads nothing itself: in front
 * of a forward op; behind a transposed one, whose whole result is padded and then sliced.
 */
public final class PaddedAxis {
  private PaddedAxis() {}

  public static boolean isTransposed(Layer layer) {
    return isTransposed(layer.computation());
  }

  private static boolean isTransposed(Computation computation) {
    return computation instanceof Convolution convolution && convolution.transposed();
  }

  private static WindowDimension axis(Layer layer, int axis) {
    return layer.computation().axes().get(axis);
  }

  /**
   * What is padded; null where that depends on a size that is not known. What is negative is cut.
   */
  public static @Nullable PadAmount padded(Layer layer, int axis) {
    Computation computation = layer.computation();
    WindowDimension dimension = computation.axes().get(axis);
    if (isTransposed(computation)) {
      return new PadAmount(0, Math.max(-dimension.crop().after(), 0));
    }
    return dimension.coveringPadding().orElse(null);
  }

  /** All that a transposed convolution writes, before it is cropped. */
  public static Size full(Layer transposed, int axis) {
    return axis(transposed, axis).transposedFull();
  }

  /** Where in the whole result of a transposed convolution the output begins. */
  public static int sliceBegin(Layer transposed, int axis) {
    return axis(transposed, axis).crop().before();
  }
}
