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

/**
 * Compares one axis of a PyTorch or ONNX layer with the TensorFlow op with {@code padding="SAME"}.
 */
public interface SameOp {
  /** The result of SAME at an input size. */
  enum Outcome {
    /** A different output size, or TensorFlow refuses the input. */
    SHAPE,
    /** The same output size but different numbers. */
    NUMBERS,
    /** The same output size; the numbers are the same on some builds of TensorFlow only. */
    BUILDS,
    /** The same numbers. */
    EQUAL
  }

  /** The outcome at a size that the layer accepts. */
  Outcome at(long size);

  /** Whether SAME has the layer's shape at a size and starts later on some builds of TensorFlow. */
  boolean mayStartLate(long size);

  /** The padding of SAME, or its crop of a full transposed result. */
  PadAmount same(long size);

  /** The padding of the layer before the axis, or its crop at the start. */
  long own(long size);

  /**
   * How SAME differs from the layer, where the shape is the same.
   *
   * @param same its padding before the axis, or its crop at the start
   * @return a clause with {@code %s} in place of the axes
   */
  String difference(String same);

  /** The period of the outcomes: from {@link #settled} on they depend on the remainder by it. */
  long period();

  /** See {@link #period}. */
  long settled();

  /** The sizes of an axis with one of these outcomes, empty where there are none. */
  default Optional<AxisSizes> where(Layer layer, int axis, Outcome outcome, Outcome... more) {
    Set<Outcome> outcomes = EnumSet.of(outcome, more);
    return AxisSizes.of(layer, axis, size -> outcomes.contains(at(size)), settled(), period());
  }

  /** An axis of a layer; empty where TensorFlow has no op that could pad SAME for it. */
  static Optional<SameOp> of(Layer layer, int axis) {
    return layer instanceof TensorFlowSpec
        ? Optional.empty()
        : of(LayerComputation.of(layer), axis);
  }

  /** An axis of a computation; empty where TensorFlow has no op that could pad SAME for it. */
  static Optional<SameOp> of(Computation computation, int axis) {
    if (computation instanceof Convolution convolution) {
      if (convolution.border() != Border.ZEROS || convolution.insertsZeros()) {
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
