package io.github.padbridge.layer;

import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * A PyTorch layer, whose input is {@code (N, C, spatial...)} or, unbatched, {@code (C,
 * spatial...)}.
 */
public sealed interface TorchSpec extends Layer permits ConvSpec, PoolSpec {
  List<Layout> BATCHED = Layout.ofEveryRank("NC", "");
  List<Layout> UNBATCHED = Layout.ofEveryRank("C", "");

  @Override
  default Framework framework() {
    return Framework.PYTORCH;
  }

  @Override
  default Layout layout() {
    return (isBatched() ? BATCHED : UNBATCHED).get(spatialRank());
  }

  @Override
  default boolean isBatched() {
    return inputShape().rank() == spatialRank() + 2;
  }

  @Override
  default int channelAxis() {
    return isBatched() ? 1 : 0;
  }

  @Override
  default int dataAxis(int axis) {
    return channelAxis() + 1 + axis;
  }

  default List<Integer> stride() {
    return windows().stride();
  }

  default List<Integer> dilation() {
    return windows().dilation();
  }

  /**
   * The padding of one axis.
   *
   * @throws IllegalStateException if it {@link #isPadAmountOpen}
   */
  PadAmount padAmount(int axis);

  /**
   * An input shape with only the channels known, such as {@code (N, channels, L_in)}.
   *
   * @param channels may be {@link Layer#openInChannels}
   */
  static Shape unknownInput(int spatialRank, Size channels) {
    List<Size> sizes = new ArrayList<>(List.of(Size.unknown("N"), channels));
    for (char axis : Layout.spatialAxes(spatialRank).toCharArray()) {
      sizes.add(Size.unknown(Layer.inputName(axis)));
    }
    return new Shape(sizes);
  }

  /** Whether the padding of an axis depends on an unknown input size. */
  default boolean isPadAmountOpen(int axis) {
    return padsAtRuntime() && !inputSize(axis).isKnown();
  }
}
