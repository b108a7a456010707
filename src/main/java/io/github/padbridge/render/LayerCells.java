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
 * What a table says of a layer, a cell a method; null where it has nothing to say.
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

  /** The output of a transposed convolution, as its whole result is sliced. */
  @Nullable PerAxis sliceSize() {
    return isTransposed() ? outputSize() : null;
  }

  /** All that a transposed convolution writes, before it is cropped. */
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

  /** Zeros that must follow the whole result of a transposed convolution. */
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

  /** Where in the whole result of a transposed convolution the output begins. */
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

  /**
   * What an op that pads nothing needs padded: in front of it, or behind a transposed one; null
   * where that depends on a size that is not known. What is negative is cut.
   */
  private @Nullable PadAmount padded(int axis) {
    WindowDimension dimension = computation.axes().get(axis);
    return isTransposed()
        ? new PadAmount(0, pastFull(dimension))
        : dimension.coveringPadding().orElse(null);
  }

  /** What is padded, as F.pad has it: the last axis first. */
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

  /** The same for tf.pad, which cannot crop, and data whose channels are last. */
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

  /** What TensorFlow's own padding argument may be: VALID, SAME, explicit or none. */
  String tensorFlowPadding() {
    return EqualPadding.of(layer, computation).toString();
  }
}
