package io.github.padbridge.explain;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One axis of a PyTorch layer beside the TensorFlow op with {@code padding="SAME"}. */
public interface SameOp {
  /** What SAME makes of an input size. */
  enum Outcome {
    /** Another output size, or TensorFlow refuses it. */
    SHAPE,
    /** The same output size and other numbers. */
    NUMBERS,
    /** The same output size; the numbers are the same on some builds of TensorFlow only. */
    BUILDS,
    /** The same numbers. */
    EQUAL
  }

  /** The outcome at a size that the layer takes. */
  Outcome at(long size);

  /** Whether SAME has the layer's shape at a size and starts later on some builds of TensorFlow. */
  boolean mayStartLate(long size);

  /** What SAME puts around the axis, or cuts off a full transposed result. */
  PadAmount same(long size);

  /** How many elements the layer puts before the axis, or cuts off the start. */
  long own(long size);

  /**
   * In what SAME differs from the layer, where the shape is the same.
   *
   * @param same what it puts before the axis or cuts off its start
   * @return a clause with {@code %s} in place of the axes
   */
  String difference(String same);

  /** From {@link #settled} on, outcomes depend on the remainder of the size by this. */
  long period();

  /** See {@link #period}. */
  long settled();

  /** The sizes of an axis with one of these outcomes, empty where there are none. */
  default Optional<AxisSizes> where(Layer layer, int axis, Outcome outcome, Outcome... more) {
    Set<Outcome> outcomes = EnumSet.of(outcome, more);
    return AxisSizes.of(layer, axis, size -> outcomes.contains(at(size)), settled(), period());
  }

  /** An axis of a PyTorch layer; empty where TensorFlow has no op that could pad SAME for it. */
  static Optional<SameOp> of(Layer layer, int axis) {
    return layer instanceof TensorFlowSpec
        ? Optional.empty()
        : of(LayerComputation.of(layer), axis);
  }

  /** An axis of a computation; empty where TensorFlow has no op that could pad SAME for it. */
  static Optional<SameOp> of(Computation computation, int axis) {
    if (computation instanceof Convolution convolution) {
      if (convolution.border() != Border.ZEROS) {
        return Optional.empty();
      }
      return Optional.of(
          convolution.transposed()
              ? SameCrop.of(convolution.axes().get(axis))
              : SameWindows.of(convolution, axis));
    }
    boolean hasOp =
        !computation.hasAxis(Window::isSpread)
            && !(computation instanceof AveragePooling average
                && average.divisor() instanceof Divisor.Constant);
    return hasOp ? Optional.of(SameWindows.of(computation, axis)) : Optional.empty();
  }
}
