package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Layout;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The layer, its tensors in one layout, and what it computes.
 *
 * @param x as {@code (N, C, spatial...)}
 * @param kernel null for a pooling
 * @param groups of the channels
 * @param y the output of the port as {@code (N, O, spatial...)}; null if it has another rank
 */
record Subject(
    Layer layer,
    Computation computation,
    View x,
    @Nullable Kernel kernel,
    int groups,
    @Nullable View y,
    Tensor given) {

  /**
   * @param layer with the input shape of the tensors
   * @param on with an output
   */
  static Subject of(Layer layer, CaseTensors on) {
    Computation computation = LayerComputation.of(layer);
    Tensor y = Objects.requireNonNull(on.y());
    Kernel kernel = null;
    int groups = 1;
    if (computation instanceof Computation.Convolution convolution) {
      View bias = on.bias() == null ? null : View.of(on.bias());
      groups = Math.toIntExact(convolution.channels().groups().value());
      kernel = new Kernel(LayerWeight.of(layer, convolution, on.requireWeight(), groups), bias);
    }
    boolean isOfRank = y.shape().length == on.x().shape().length;
    return new Subject(
        layer,
        computation,
        data(layer, View.of(on.x())),
        kernel,
        groups,
        isOfRank ? data(layer, View.of(y)) : null,
        y);
  }

  private static View data(Layer layer, View view) {
    Layout first = Layout.of(layer.isBatched() ? "NC" : "C", layer.spatialRank(), "");
    View ordered = view.permuted(layer.layout().permutationTo(first));
    return layer.isBatched() ? ordered : ordered.batched();
  }

  int rank() {
    return layer.spatialRank();
  }

  AxisVariants.Family family() {
    if (kernel == null) {
      return divisor() == null
          ? AxisVariants.Family.MAX_POOLING
          : AxisVariants.Family.AVERAGE_POOLING;
    }
    return isTransposed()
        ? AxisVariants.Family.TRANSPOSED_CONVOLUTION
        : AxisVariants.Family.CONVOLUTION;
  }

  boolean isTransposed() {
    return computation instanceof Computation.Convolution convolution && convolution.transposed();
  }

  boolean isReversed() {
    return computation instanceof Computation.Convolution convolution
        && convolution.windowReversal();
  }

  @Nullable Divisor divisor() {
    return computation instanceof Computation.AveragePooling average ? average.divisor() : null;
  }

  /** The values beyond the ends of the input. */
  Beyond beyond() {
    if (computation instanceof Computation.Convolution convolution) {
      return beyond(convolution.border());
    }
    return divisor() == null ? Beyond.NOTHING : Beyond.ZEROS;
  }

  private static Beyond beyond(Border border) {
    return switch (border) {
      case ZEROS -> Beyond.ZEROS;
      case REFLECT -> Beyond.REFLECT;
      case REPLICATE -> Beyond.REPLICATE;
      case CIRCULAR -> Beyond.CIRCULAR;
    };
  }

  /** The letters of the axes of data: {@code NCL}, {@code NCHW} or {@code NCDHW}. */
  String letters() {
    return Layout.of("NC", rank(), "").axes();
  }

  /** The kernel size of each axis. */
  int[] kernelSizes(@Nullable Kernel of) {
    return IntStream.range(0, rank())
        .map(
            axis ->
                of == null
                    ? computation.axes().get(axis).window().size()
                    : of.weight().size(axis + 2))
        .toArray();
  }

  /** The output shape of the layer as {@code (N, O, spatial...)}. */
  int[] ownOutputShape() {
    int[] shape = new int[rank() + 2];
    shape[0] = x.size(0);
    shape[1] = kernel == null ? x.size(1) : kernel.weight().size(0);
    for (int axis = 0; axis < rank(); axis++) {
      shape[axis + 2] = Math.toIntExact(computation.axes().get(axis).output().value());
    }
    return shape;
  }

  /** The order of the axes of data as it is stored, with the batch. */
  private Layout stored() {
    return layer.isBatched() ? layer.layout() : new Layout("N" + layer.layout().axes());
  }

  /** The order of the axes in frameworks of the other kind: channels last, or first. */
  int[] otherOrder() {
    Layout first = new Layout(letters());
    Layout last = Layout.of("N", rank(), "C");
    return first.permutationTo(stored().equals(last) ? first : last);
  }

  /** Whether data of this shape has other numbers in the other order: it has several channels. */
  static boolean isOrdered(int[] shape) {
    return shape[1] > 1 && Positions.count(shape) > (long) shape[0] * shape[1];
  }

  /**
   * Numbers that stand in the order of the layer.
   *
   * @param shape as {@code (N, C, spatial...)}
   * @param numbers as many as the shape has
   */
  View inOwnOrder(int[] shape, double[] numbers) {
    Layout first = new Layout(letters());
    int[] sizes = IntStream.of(first.permutationTo(stored())).map(axis -> shape[axis]).toArray();
    return View.of(new Tensor(sizes, numbers)).permuted(stored().permutationTo(first));
  }

  /** The axes of the computation. */
  List<WindowDimension> axes() {
    return computation.axes();
  }
}
