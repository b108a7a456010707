package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
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
}
