package io.github.padbridge.geometry;

import java.util.List;
import java.util.function.Predicate;

/** What a layer computes, independent of its framework. */
public sealed interface Computation {
  /** The spatial axes, outermost first. */
  List<WindowDimension> axes();

  default int rank() {
    return axes().size();
  }

  /** Whether the window of any axis has a property. */
  default boolean hasAxis(Predicate<Window> property) {
    return axes().stream().anyMatch(axis -> property.test(axis.window()));
  }

  /**
   * A convolution: sums of products with a weight.
   *
   * @param transposed whether this is a transposed convolution: the weight is that of the forward
   *     convolution whose gradient this is
   * @param windowReversal whether the kernel is read in reverse: for a transposed convolution or
   *     for a flipped kernel, but not for both together
   * @param bias whether a bias is added to each output channel
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

    /**
     * Whether zeros must be inserted between the input elements before a forward convolution: no
     * transposed convolution of a framework has the same windows.
     */
    public boolean insertsZeros() {
      return !transposed && hasAxis(window -> window.baseDilation() > 1);
    }

    /**
     * Whether the kernel must be flipped for a framework op of the same kind, transposed or not.
     */
    public boolean flipsKernel() {
      return windowReversal != transposed;
    }
  }

  /** Max pooling: the maximum of each window. Padding counts as -∞. */
  record MaxPooling(List<WindowDimension> axes) implements Computation {
    public MaxPooling {
      axes = List.copyOf(axes);
    }
  }

  /** Average pooling: the sum of each window over a divisor. Padding counts as 0. */
  record AveragePooling(List<WindowDimension> axes, Divisor divisor) implements Computation {
    public AveragePooling {
      axes = List.copyOf(axes);
    }
  }
}
