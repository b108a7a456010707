package io.github.padbridge.translate;

import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.function.IntFunction;

/** Builds a plan for TensorFlow. Channels are last. */
class TensorFlowDraft extends PlanDraft {
  TensorFlowDraft(Strategy strategy, Layer layer) {
    super(TensorFlowStep.OPS, strategy, layer, true);
  }

  /** {@code (N, spatial..., channels)}. */
  Shape resultShape(IntFunction<Size> spatial, Size channels) {
    Shape shape = data();
    for (int axis = 0; axis < rank(); axis++) {
      shape = shape.with(axis + 1, spatial.apply(axis));
    }
    return shape.with(rank() + 1, channels);
  }

  /**
   * Slices off what a negative padding crops.
   *
   * @return the remaining padding
   */
  List<PadAmount> crop(List<WindowDimension> axes) {
    List<PadAmount> amounts = perAxis(axis -> axes.get(axis).coveringPadding().orElseThrow());
    slice(
        perAxis(axis -> -amounts.get(axis).cropped().before()),
        perAxis(axis -> axes.get(axis).input().plus(amounts.get(axis).cropped().total())),
        "negative padding crops the input");
    return amounts.stream().map(PadAmount::padded).toList();
  }
}
