package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain;
import java.util.List;

/** How much a run of a chain computes along its spatial axes. */
public final class SpatialWork {
  private SpatialWork() {}

  /**
   * The most elements that a layer reads for one input and one output channel, counted again for
   * each window: a bound for every layer of the chain.
   *
   * @param sizes the spatial sizes of the input
   * @throws io.github.padbridge.diagnostic.Refusal if an op changes another axis
   */
  public static double of(Chain chain, List<Integer> sizes) {
    double product = 1;
    List<List<AxisOp>> axes = ChainAxes.of(chain);
    for (int axis = 0; axis < axes.size(); axis++) {
      product *= along(axes.get(axis), sizes.get(axis));
    }
    return product;
  }

  private static double along(List<AxisOp> ops, int size) {
    double most = size;
    int length = size;
    for (AxisOp op : ops) {
      length = AxisLength.after(op, length);
      if (length == AxisLength.REFUSED) {
        return most;
      }
      most = Math.max(most, length);
      if (op instanceof AxisOp.Windowed windowed) {
        double taps = (double) windowed.window().size() / windowed.window().baseDilation();
        most = Math.max(most, length * Math.max(taps, 1));
      }
      if (op instanceof AxisOp.Divide divide) {
        most = Math.max(most, along(divide.coverage(), size));
      }
    }
    return most;
  }
}
