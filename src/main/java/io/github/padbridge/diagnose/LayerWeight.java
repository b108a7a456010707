package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Layout;
import java.util.Objects;

/** Weights of all frameworks in one order. */
final class LayerWeight {
  private LayerWeight() {}

  /** The weight of a layer as {@code (O, C/groups, k...)}. */
  static View of(Layer layer, Computation.Convolution convolution, Tensor tensor, int groups) {
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
}
