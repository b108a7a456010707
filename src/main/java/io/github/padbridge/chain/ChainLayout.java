package io.github.padbridge.chain;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;

/** The order of the axes of a chain's input, and its channels. */
public final class ChainLayout {
  private ChainLayout() {}

  /** The layout of the first layer, before the transposes that lead to it. */
  public static Layout input(Chain chain) {
    Layout layout = chain.layers().get(0).layout();
    int first = 0;
    while (!(chain.ops().get(first) instanceof Chain.LayerOp)) {
      first++;
    }
    for (int i = first - 1; i >= 0; i--) {
      if (chain.ops().get(i) instanceof Chain.TransposeOp transpose) {
        char[] before = new char[layout.axes().length()];
        for (int axis = 0; axis < before.length; axis++) {
          before[transpose.permutation().get(axis)] = layout.axes().charAt(axis);
        }
        layout = new Layout(new String(before));
      }
    }
    return layout;
  }

  /** The channels of the input of a chain. */
  public static Size channels(Chain chain) {
    Layer first = chain.layers().get(0);
    return first.inputShape().size(first.channelAxis());
  }
}
