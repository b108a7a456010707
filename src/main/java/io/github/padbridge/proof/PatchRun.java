package io.github.padbridge.proof;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.PatchOrder;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.Objects;

/** The windows of a tensor, by the convolution that picks each of their elements. */
final class PatchRun {
  private PatchRun() {}

  /**
   * The filters, each one at one tap of one channel: output {@code c * taps + t} has tap t.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if they are too large
   */
  static Tensor taps(Layer layer) {
    Shape filters = Objects.requireNonNull(layer.weightShape());
    Counterexample.requireSmall(filters);
    int[] shape = filters.toIntArray();
    Layout axes = Objects.requireNonNull(layer.weightLayout());
    int out = axes.indexOf('O');
    int high = axes.indexOf('H');
    int wide = axes.indexOf('W');
    int taps = shape[high] * shape[wide];
    double[] data = new double[shape[0] * shape[1] * shape[2] * shape[3]];
    for (int i = 0; i < data.length; i++) {
      int[] at = index(i, shape);
      data[i] = at[out] % taps == at[high] * shape[wide] + at[wide] ? 1 : 0;
    }
    return new Tensor(shape, data);
  }

  /**
   * The windows in their order.
   *
   * @param x the result of the convolution, {@code c * taps + t} along its channel axis
   */
  static Tensor ordered(Tensor x, Layout layout, Chain.PatchesOp patches) {
    Tensor y = ChainRun.permuted(x, layout.permutationTo(Layout.of("NC", 2, "")));
    int[] shape = y.shape();
    if (patches.order() == PatchOrder.CHANNELS_FIRST) {
      return new Tensor(new int[] {shape[0], shape[1], shape[2] * shape[3]}, y.data());
    }
    int channels = shape[1] / patches.taps();
    int[] split = {shape[0], channels, patches.taps(), shape[2], shape[3]};
    Tensor tapsFirst = ChainRun.permuted(new Tensor(split, y.data()), new int[] {0, 3, 4, 2, 1});
    return new Tensor(new int[] {shape[0], shape[2], shape[3], shape[1]}, tapsFirst.data());
  }

  private static int[] index(int flat, int[] shape) {
    int[] index = new int[shape.length];
    int rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return index;
  }
}
