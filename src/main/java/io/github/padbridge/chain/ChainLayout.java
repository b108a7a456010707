package io.github.padbridge.chain;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The layout and the channels of the input of a chain. */
public final class ChainLayout {
  private ChainLayout() {}

  /** The layout of the first layer, before the transposes that lead to it. */
  public static Layout input(Chain chain) {
    Layout layout = chain.placed().get(0).layout();
    int first = 0;
    while (!(chain.ops().get(first) instanceof Chain.PlacedOp)) {
      first++;
    }
    for (int i = first - 1; i >= 0; i--) {
      if (chain.ops().get(i) instanceof Chain.TransposeOp transpose) {
        char[] before = new char[layout.axes().length()];
        for (int axis = 0; axis < before.length; axis++) {
          before[transpose.permutation().get(axis)] = layout.axes().charAt(axis);
        }
        layout = new Layout(new String(before));
      } else if (chain.ops().get(i) instanceof Chain.BatchOp batch) {
        layout = new Chain.BatchOp(!batch.added(), batch.place()).after(layout);
      }
    }
    return layout;
  }

  /** The layout of the result. */
  public static Layout output(Chain chain) {
    Layout layout = input(chain);
    for (Chain.Op op : chain.ops()) {
      if (op instanceof Chain.TransposeOp transpose) {
        layout = layout.permuted(transpose.permutation().stream().mapToInt(i -> i).toArray());
      } else if (op instanceof Chain.BatchOp batch) {
        layout = batch.after(layout);
      }
    }
    return layout;
  }

  /**
   * The channels of the input of a chain: those of its first convolution, or of a pooling; those of
   * its input where it has no layer.
   */
  public static Size channels(Chain chain) {
    if (chain.layers().isEmpty()) {
      return chain.input().size(input(chain).indexOf('C'));
    }
    @Nullable Size channels = null;
    for (Layer layer : chain.layers()) {
      channels = layer.inputShape().size(layer.channelAxis());
      if (channels.isKnown() || layer.weightShape() != null) {
        return channels;
      }
    }
    return Objects.requireNonNull(channels);
  }
}
