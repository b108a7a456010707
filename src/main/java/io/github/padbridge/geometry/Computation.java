package io.github.padbridge.geometry;

import java.util.List;
import java.util.function.Predicate;

/** What a layer computes. */
public sealed interface Computation {
  /** The spatial axes, outermost first. */
  List<WindowDimension> axes();

  default int rank() {
    return axes().size();
  }

  /** Whether the window of some axis has a property. */
  default boolean hasAxis(Predicate<Window> property) {
    return axes().stream().anyMatch(axis -> property.test(axis.window()));
  }

  /**
   * Sums of products with a weight.
   *
   * @param transposed whether the weight is that of the convolution whose gradient this is; the
   *     input's groups are then those of the weight's first channel axis
   * @param windowReversal whether the taps run backwards: for a transposed convolution, and for one
   *     with a flipped kernel, but not where it is both
   * @param bias whether a number an output channel is added
   */
  record Convolution(
      List<WindowDimension> axes,
      Channels channels,
      Border border,
      boolean transposed,
      boolean windowReversal,
      boolean bias)
      implements Computation {
    public Convolution {
      axes = List.copyOf(axes);
    }

    /** Whether the kernel has to be flipped for an op that is transposed or not as this is. */
    public boolean flipsKernel() {
      return windowReversal != transposed;
    }
  }

  /** The largest element of each window; what lies beyond the input never is. */
  record MaxPooling(List<WindowDimension> axes) implements Computation {
    public MaxPooling {
      axes = List.copyOf(axes);
    }
  }

  /** The average of each window; what lies beyond the input is 0. */
  record AveragePooling(List<WindowDimension> axes, Divisor divisor) implements Computation {
    public AveragePooling {
      axes = List.copyOf(axes);
    }
  }
}
