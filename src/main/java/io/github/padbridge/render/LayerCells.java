package io.github.padbridge.render;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.EqualPadding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table cells of a layer, one method each; null for an empty cell.
 *
 * @param computation what the layer computes
 */
public record LayerCells(Layer layer, Computation computation) {
  private static final List<Integer> UNPADDED = List.of(0, 0);

  static LayerCells of(Layer layer) {
    return new LayerCells(layer, LayerComputation.of(layer));
  }

  PerAxis inputSize() {
    return sizes(WindowDimension::input);
  }

  PerAxis outputSize() {
    return sizes(WindowDimension::output);
  }

  /** The slice of the full result that is the output of a transposed convolution. */
  @Nullable PerAxis sliceSize() {
    return isTransposed() ? outputSize() : null;
  }

  /** The size of the full result of a transposed convolution, before it is cropped. */
  @Nullable PerAxis fullSize() {
    return isTransposed() ? sizes(WindowDimension::transposedFull) : null;
  }

  private PerAxis sizes(Function<WindowDimension, Size> size) {
    List<Size> sizes = new ArrayList<>(computation.rank());
    for (WindowDimension axis : computation.axes()) {
      sizes.add(size.apply(axis));
    }
    return new PerAxis(sizes);
  }

  private boolean isTransposed() {
    return computation instanceof Convolution convolution && convolution.transposed();
  }

  /** The zeros to add after the full result of a transposed convolution. */
  @Nullable PerAxis padEnd() {
    if (!isTransposed()) {
      return null;
    }
    List<Integer> amounts = new ArrayList<>(computation.rank());
    for (WindowDimension axis : computation.axes()) {
      amounts.add(pastFull(axis));
    }
    return new PerAxis(amounts);
  }

  private static int pastFull(WindowDimension axis) {
    return Math.max(-axis.crop().after(), 0);
  }

  /** The start of the output in the full result of a transposed convolution. */
  @Nullable PerAxis sliceBegin() {
    if (!isTransposed()) {
      return null;
    }
    List<Integer> begins = new ArrayList<>(computation.rank());
    for (WindowDimension axis : computation.axes()) {
      begins.add(axis.crop().before());
    }
    return new PerAxis(begins);
  }

  /** The elements to crop off the end of the full result of a transposed convolution. */
  @Nullable PerAxis sliceEnd() {
    if (!isTransposed()) {
      return null;
    }
    List<Integer> ends = new ArrayList<>(computation.rank());
    for (WindowDimension axis : computation.axes()) {
      ends.add(Math.max(axis.crop().after(), 0));
    }
    return new PerAxis(ends);
  }

  /**
   * The padding for an op without padding: before it, or after a transposed one; null where it
   * depends on an unknown size. Negative amounts crop.
   */
  private @Nullable PadAmount padded(int axis) {
    WindowDimension dimension = computation.axes().get(axis);
    return isTransposed()
        ? new PadAmount(0, pastFull(dimension))
        : dimension.coveringPadding().orElse(null);
  }

  /** The padding for F.pad: the last axis first. */
  @Nullable List<Integer> torchPad() {
    List<Integer> amounts = new ArrayList<>(2 * computation.rank());
    for (int axis = computation.rank() - 1; axis >= 0; axis--) {
      PadAmount amount = padded(axis);
      if (amount == null) {
        return null;
      }
      amounts.add(amount.before());
      amounts.add(amount.after());
    }
    return amounts;
  }

  /** The padding for tf.pad, which cannot crop, on channels-last data. */
  @Nullable List<List<Integer>> tensorFlowPad() {
    List<List<Integer>> paddings = new ArrayList<>(computation.rank() + 2);
    paddings.add(UNPADDED);
    for (int axis = 0; axis < computation.rank(); axis++) {
      PadAmount amount = padded(axis);
      if (amount == null || amount.before() < 0 || amount.after() < 0) {
        return null;
      }
      paddings.add(List.of(amount.before(), amount.after()));
    }
    paddings.add(UNPADDED);
    return paddings;
  }

  /** The padding argument of the TensorFlow op: VALID, SAME, explicit or none. */
  String tensorFlowPadding() {
    return EqualPadding.of(layer, computation).toString();
  }
}
