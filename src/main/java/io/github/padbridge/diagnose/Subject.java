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
import java.util.Optional;
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
      kernel = new Kernel(weight(layer, convolution, on.requireWeight(), groups), bias);
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

  /** The weight as {@code (O, C/groups, k...)}. */
  private static View weight(
      Layer layer, Computation.Convolution convolution, Tensor tensor, int groups) {
    Layout own = Objects.requireNonNull(layer.weightLayout());
    int rank = layer.spatialRank();
    if (own.axes().indexOf('M') >= 0) {
      View view = View.of(tensor).permuted(own.permutationTo(Layout.of("IM", rank, "")));
      int[] shape = view.shape().clone();
      shape[0] *= shape[1];
      shape[1] = 1;
      return View.of(new Tensor(shape, view.numbers()));
    }
    View view = View.of(tensor).permuted(own.permutationTo(Layout.of("OI", rank, "")));
    return convolution.transposed() && groups > 1 ? grouped(view, groups) : view;
  }

  /** From {@code (O/groups, C, k...)} to {@code (O, C/groups, k...)}. */
  private static View grouped(View view, int groups) {
    int[] shape = view.shape().clone();
    int outs = shape[0];
    int ins = shape[1] / groups;
    double[] numbers = view.numbers();
    int taps = numbers.length / shape[0] / shape[1];
    double[] moved = new double[numbers.length];
    for (int group = 0; group < groups; group++) {
      for (int out = 0; out < outs; out++) {
        for (int in = 0; in < ins; in++) {
          int from = (out * shape[1] + group * ins + in) * taps;
          System.arraycopy(numbers, from, moved, ((group * outs + out) * ins + in) * taps, taps);
        }
      }
    }
    shape[0] = outs * groups;
    shape[1] = ins;
    return View.of(new Tensor(shape, moved));
  }

  int rank() {
    return layer.spatialRank();
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

  /**
   * The output of the port with its numbers in the shape of the layer's output; empty if it has that
   * shape, or another number of elements.
   */
  Optional<View> yInOwnShape() {
    int[] own = ownOutputShape();
    Layout layout = Layout.of("NC", rank(), "");
    Layout stored = layer.isBatched() ? layer.layout() : layout;
    int[] order = layout.permutationTo(stored);
    int[] shape = IntStream.of(order).map(axis -> own[axis]).toArray();
    boolean isOwn = y != null && y.isOfShape(own);
    if (isOwn || Positions.count(own) != given.data().length) {
      return Optional.empty();
    }
    View view = View.of(new Tensor(shape, given.data()));
    return Optional.of(view.permuted(stored.permutationTo(layout)));
  }

  /** The axes of the computation. */
  List<WindowDimension> axes() {
    return computation.axes();
  }
}
