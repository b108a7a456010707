package io.github.padbridge.explain;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The pictures of a layer, an axis each.
 *
 * @param layer the layer that is drawn: the one that was asked for, or that one with sizes in the
 *     place of those that it leaves open
 * @param captions one an axis
 */
public record Pictures(Layer layer, List<AxisPicture> axes, List<Caption> captions) {
  /**
   * What stands over the picture of an axis.
   *
   * @param heading the axis, and the size that was chosen for it
   * @param note why that size, a sentence; empty where there is nothing to say
   */
  public record Caption(String heading, String note) {}

  /** The pictures; empty where the layer is too large to be drawn at a size of its own. */
  public static Optional<Pictures> of(Layer asked) {
    return DrawnLayer.of(asked)
        .map(
            drawn -> {
              Computation computation = LayerComputation.of(drawn);
              return new Pictures(
                  drawn,
                  perAxis(drawn, axis -> picture(drawn, computation, axis)),
                  perAxis(drawn, axis -> caption(asked, drawn, axis)));
            });
  }

  private static <T> List<T> perAxis(Layer layer, IntFunction<T> value) {
    return IntStream.range(0, layer.spatialRank()).mapToObj(value).toList();
  }

  private static Caption caption(Layer asked, Layer drawn, int axis) {
    char letter = asked.axisName(axis);
    if (asked.inputSize(axis).isKnown()) {
      return new Caption("Axis " + letter, "");
    }
    long size = drawn.inputSize(axis).value();
    String chosen = ", drawn at " + Layer.inputName(letter) + " = " + size;
    Optional<Contrast> shown = Contrast.of(asked, axis).filter(contrast -> contrast.isMisfit(size));
    return new Caption(
        "Axis " + letter + chosen, shown.map(contrast -> contrast.note(letter)).orElse(""));
  }

  private static AxisPicture picture(Layer layer, Computation computation, int axis) {
    char letter = layer.axisName(axis);
    WindowDimension dimension = computation.axes().get(axis);
    boolean transposed =
        computation instanceof Computation.Convolution convolution && convolution.transposed();
    int outputPadding = layer instanceof ConvSpec spec ? spec.outputPadding().get(axis) : 0;
    return transposed
        ? AxisPicture.transposed(letter, dimension, outputPadding)
        : AxisPicture.forward(letter, dimension);
  }
}
