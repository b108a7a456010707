package io.github.padbridge.proof;

import io.github.padbridge.chain.AxisRange;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.OtherChannels;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chain on fewer channels. What it computes is what the chain computes where all other weights
 * and inputs are zero: a layer of one group reads and writes the first channels, a depthwise layer
 * keeps its multiplier, and groups of several channels are the first two.
 */
final class FewChannels {
  /** The most channels that are kept of a layer of one group. */
  static final int FEW = 4;

  /** The groups that are kept where they have several channels each. */
  private static final int GROUPS = 2;

  private final List<Chain.Op> ops = new ArrayList<>();
  private Layout layout;
  private int channels;

  private FewChannels(Layout layout, int channels) {
    this.layout = layout;
    this.channels = Math.min(channels, FEW);
  }

  /**
   * The chain on its first channels.
   *
   * @param channels of the input
   * @return empty where an op takes several channels together but is no convolution, or where
   *     groups of several channels follow or lead to another convolution
   */
  static Optional<Chain> of(Chain chain, int channels) {
    FewChannels few = new FewChannels(ChainLayout.input(chain), channels);
    for (Chain.Op op : chain.ops()) {
      if (!few.add(op)) {
        return Optional.empty();
      }
    }
    if (convolutions(chain).size() > 1
        && convolutions(chain).stream().anyMatch(FewChannels::isGrouped)) {
      return Optional.empty();
    }
    return Optional.of(
        new Chain(few.ops, chain.style(), chain.notes(), chain.leftOut(), chain.input()));
  }

  /**
   * The channels of the result of all of a chain that has fewer.
   *
   * @param channels of the input
   */
  static int outOf(Chain chain, int channels) {
    int out = channels;
    for (Channels own : convolutions(chain)) {
      out =
          own.out().isKnown()
              ? own.out().intValue()
              : Math.toIntExact(out * own.outPerGroup().getAsLong());
    }
    return out;
  }

  /** The channel in the result of all of a chain that one in the result of fewer is. */
  static int channelOf(Chain chain, int few) {
    for (Channels own : convolutions(chain)) {
      if (isGrouped(own)) {
        int outPerGroup = Math.toIntExact(own.outPerGroup().getAsLong());
        int fewPerGroup = Math.min(outPerGroup, FEW / GROUPS);
        return few / fewPerGroup * outPerGroup + few % fewPerGroup;
      }
    }
    return few;
  }

  private static List<Channels> convolutions(Chain chain) {
    List<Channels> all = new ArrayList<>();
    for (Layer layer : chain.layers()) {
      if (LayerComputation.of(layer) instanceof Convolution convolution) {
        all.add(convolution.channels());
      }
    }
    return all;
  }

  private static boolean isGrouped(Channels own) {
    return !own.isOneGroup() && !own.isDepthwise();
  }

  /** Whether the op is one on fewer channels too. */
  private boolean add(Chain.Op op) {
    if (op instanceof Chain.LayerOp layerOp) {
      return add(layerOp);
    }
    ops.add(op);
    if (op instanceof Chain.TransposeOp transpose) {
      layout = layout.permuted(transpose.permutation().stream().mapToInt(i -> i).toArray());
      return true;
    }
    if (op instanceof Chain.BatchOp batch) {
      layout = batch.after(layout);
      return true;
    }
    int axis = layout.indexOf('C');
    if (op instanceof Chain.PadOp pad) {
      return pad.padding().axis(axis).isNone();
    }
    if (op instanceof Chain.SliceOp slice) {
      return axis >= slice.axes().size() || slice.axes().get(axis).equals(AxisRange.ALL);
    }
    return op instanceof Chain.AdaptiveOp
        || op instanceof Chain.FunctionOp
        || op instanceof Chain.BiasOp
        || op instanceof Chain.ScaleOp;
  }

  private boolean add(Chain.LayerOp op) {
    Layer layer = op.layer();
    Size in = Size.of(channels);
    Size out = in;
    int groups = 1;
    if (LayerComputation.of(layer) instanceof Convolution convolution) {
      Channels own = convolution.channels();
      if (own.isOneGroup() && own.out().isKnown()) {
        out = Size.of(Math.min(own.out().value(), FEW));
      } else if (own.outPerGroup().isEmpty()) {
        return false;
      } else if (own.isDepthwise()) {
        groups = layer.groups() == 1 ? 1 : channels;
        out = Size.of(channels * own.outPerGroup().getAsLong());
      } else {
        groups = GROUPS;
        out = Size.of(GROUPS * Math.min(own.outPerGroup().getAsLong(), FEW / GROUPS));
      }
    }
    Layer few = layer.accept(new OtherChannels(in, out, groups));
    if (layer.weightShape() != null && !few.outChannels().equals(out)) {
      return false; // A depthwise layer of TensorFlow with one input channel keeps its multiplier.
    }
    ops.add(new Chain.LayerOp(few, op.weightOrder(), op.place(), op.sized()));
    channels = out.intValue();
    return true;
  }
}
