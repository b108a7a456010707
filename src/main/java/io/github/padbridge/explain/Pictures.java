package io.github.padbridge.explain;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pictures of a layer.
 *
 * @param layer the layer that is drawn: the one that was asked for, or that one with sizes in the
 *     place of those that it leaves open
 * @param axes a picture an axis
 * @param drawn the axes that are drawn, those that look the same once
 */
public record Pictures(Layer layer, List<AxisPicture> axes, List<DrawnAxes> drawn) {

  /** The pictures; empty where the layer is too large to be drawn at a size of its own. */
  public static Optional<Pictures> of(Layer asked) {
    return DrawnLayer.of(asked).map(drawn -> of(asked, drawn));
  }

  private static Pictures of(Layer asked, Layer drawn) {
    Computation computation = LayerComputation.of(drawn);
    List<AxisPicture> axes =
        IntStream.range(0, drawn.spatialRank())
            .mapToObj(axis -> picture(drawn, computation, axis))
            .toList();
    return new Pictures(drawn, axes, DrawnAxes.of(asked, drawn, axes));
  }

  private static AxisPicture picture(Layer layer, Computation computation, int axis) {
    char letter = layer.axisName(axis);
    WindowDimension dimension = computation.axes().get(axis);
    boolean transposed =
        computation instanceof Computation.Convolution convolution && convolution.transposed();
    return transposed
        ? AxisPicture.transposed(letter, dimension, layer.outputPadding(axis))
        : AxisPicture.forward(letter, dimension);
  }
}
