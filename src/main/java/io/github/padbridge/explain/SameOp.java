package io.github.padbridge.explain;

import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PlainConvolution;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
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

  /** An axis of a layer; empty where TensorFlow has no op for the layer that could pad SAME. */
  static Optional<SameOp> of(Layer layer, int axis) {
    return layer.accept(
        new Layer.Visitor<Optional<SameOp>>() {
          @Override
          public Optional<SameOp> conv(ConvSpec spec) {
            if (spec.paddingMode() != PaddingMode.ZEROS) {
              return Optional.empty();
            }
            return Optional.of(
                spec.op().isTransposed()
                    ? SameCrop.of(spec, axis)
                    : SameWindows.ofConvolution(spec, axis));
          }

          @Override
          public Optional<SameOp> pool(PoolSpec spec) {
            boolean hasOp = spec.divisorOverride() == null && !spec.isDilated();
            return hasOp ? Optional.of(SameWindows.ofPooling(spec, axis)) : Optional.empty();
          }

          @Override
          public Optional<SameOp> tensorFlow(TensorFlowSpec spec) {
            return Optional.empty();
          }
        });
  }

  /** An axis of a convolution in numbers that pads zeros. */
  static SameOp of(PlainConvolution layer, int axis) {
    return layer.isTransposed() ? SameCrop.of(layer, axis) : SameWindows.ofConvolution(layer, axis);
  }
}
