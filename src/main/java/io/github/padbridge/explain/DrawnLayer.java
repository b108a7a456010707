package io.github.padbridge.explain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A layer with every unknown size chosen for a picture: the smallest with several kernel positions,
 * otherwise the smallest that the layer accepts; from there on, the first at which the padding of
 * the other framework is wrong.
 */
final class DrawnLayer {
  private static final int SMALL = 5;
  private static final int LARGEST = 1 << 20;

  private DrawnLayer() {}

  /** Empty where the layer is too large for a picture. */
  static Optional<Layer> of(Layer layer) {
    if (layer.inputShape().isKnown()) {
      return Optional.of(layer);
    }
    Optional<Layer> first = Optional.empty();
    for (int size = SMALL; size <= LARGEST; size *= 2) {
      Optional<Layer> sized = sized(layer, size);
      if (sized.filter(DrawnLayer::moves).isPresent()) {
        return sized.map(small -> contrasted(layer, small));
      }
      first = first.isEmpty() ? sized : first;
    }
    return first.map(small -> contrasted(layer, small));
  }

  /** Empty where that size is too small. */
  private static Optional<Layer> sized(Layer layer, int size) {
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean drawn = axis != layer.channelAxis() && !shape.size(axis).isKnown();
      shape = drawn ? shape.with(axis, Size.of(size)) : shape;
    }
    try {
      return Optional.of(layer.withInputShape(shape));
    } catch (Refusal tooSmall) {
      return Optional.empty();
    }
  }

  private static boolean moves(Layer sized) {
    return IntStream.range(0, sized.spatialRank()).allMatch(a -> sized.outputSize(a).value() > 1);
  }

  private static Layer contrasted(Layer asked, Layer small) {
    Shape shape = small.inputShape();
    for (int axis = 0; axis < asked.spatialRank(); axis++) {
      long enough = small.inputSize(axis).value();
      OptionalLong size =
          Contrast.of(asked, axis)
              .map(contrast -> contrast.size(enough))
              .orElse(OptionalLong.empty());
      if (size.isPresent()) {
        shape = shape.with(AxisSizes.dataAxis(asked, axis), Size.of(size.getAsLong()));
      }
    }
    return small.withInputShape(shape);
  }
}
