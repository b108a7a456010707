package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import java.util.List;

/**
 * Bounds of what a run of a chain computes along its spatial axes.
 *
 * @param reads the most elements that a layer reads for one input and one output channel, counted
 *     again for each window
 * @param elements the most elements of one channel between two layers
 */
public record SpatialWork(double reads, double elements) {
  /**
   * @param sizes the spatial sizes of the input
   * @throws io.github.padbridge.diagnostic.Refusal if an op changes another axis
   */
  public static SpatialWork of(Chain chain, List<Integer> sizes) {
    SpatialWork all = new SpatialWork(1, 1);
    List<List<AxisOp>> axes = ChainAxes.of(chain);
    for (int axis = 0; axis < axes.size(); axis++) {
      SpatialWork one = along(axes.get(axis), sizes.get(axis));
      all = new SpatialWork(all.reads * one.reads, all.elements * one.elements);
    }
    return all;
  }

  /** A bound of what one layer of the chain reads for one input and one output channel. */
  public double of(Layer layer) {
    double taps = 1;
    for (WindowDimension axis : LayerComputation.of(layer).axes()) {
      taps *= Math.max((double) axis.window().size() / axis.window().baseDilation(), 1);
    }
    return Math.min(reads, elements * taps);
  }

  private static SpatialWork along(List<AxisOp> ops, int size) {
    double reads = size;
    double longest = size;
    int length = size;
    for (AxisOp op : ops) {
      length = AxisLength.after(op, length);
      if (length == AxisLength.REFUSED) {
        break;
      }
      longest = Math.max(longest, length);
      if (op instanceof AxisOp.Windowed windowed) {
        double taps = (double) windowed.window().size() / windowed.window().baseDilation();
        reads = Math.max(reads, length * Math.max(taps, 1));
      }
      if (op instanceof AxisOp.Divide divide) {
        reads = Math.max(reads, along(divide.coverage(), size).reads);
      }
    }
    return new SpatialWork(Math.max(reads, longest), longest);
  }
}
