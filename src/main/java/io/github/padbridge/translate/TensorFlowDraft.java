package io.github.padbridge.translate;

import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Layer;
import java.util.List;
import java.util.function.IntFunction;

/** A plan for TensorFlow in the making: the channels are last. */
class TensorFlowDraft extends PlanDraft {
  private static final List<Layout> BATCHED = Layout.ofEveryRank("N", "C");
  private static final List<Layout> UNBATCHED = Layout.ofEveryRank("", "C");

  TensorFlowDraft(Strategy strategy, Layer layer) {
    super(Framework.TENSORFLOW, strategy, layer);
  }

  @Override
  Layout dataLayout() {
    return (layer().isBatched() ? BATCHED : UNBATCHED).get(rank());
  }

  @Override
  String layoutReason() {
    return "channels last";
  }

  @Override
  int firstSpatialAxis() {
    return 1;
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
   * Cuts off what a padding crops.
   *
   * @return what is left to pad
   */
  List<PadAmount> crop(List<WindowDimension> axes) {
    List<PadAmount> amounts = perAxis(axis -> axes.get(axis).coveringPadding().orElseThrow());
    slice(
        perAxis(axis -> Math.max(-amounts.get(axis).before(), 0)),
        perAxis(
            axis ->
                axes.get(axis)
                    .input()
                    .plus(Math.min(amounts.get(axis).before(), 0))
                    .plus(Math.min(amounts.get(axis).after(), 0))),
        "negative padding crops the input");
    return amounts.stream()
        .map(amount -> new PadAmount(Math.max(amount.before(), 0), Math.max(amount.after(), 0)))
        .toList();
  }
}
