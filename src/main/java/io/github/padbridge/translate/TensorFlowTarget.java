package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import java.util.List;

/** Makes plans of TensorFlow ops. */
final class TensorFlowTarget implements Target {
  @Override
  public OpSet ops() {
    return TensorFlowOpSet.OPS;
  }

  @Override
  public Plan plan(Strategy strategy, Layer given, Runtime runtime) {
    Layer layer = runtime.computed(given);
    Computation computation = LayerComputation.of(layer);
    if (computation instanceof Convolution convolution) {
      return switch (strategy) {
        case PAD_SLICE -> PadSlice.plan(layer, convolution, runtime);
        case EXPLICIT -> ExplicitPadding.plan(layer, convolution);
        case SAME -> SamePadding.plan(layer, convolution, runtime);
        case ZERO_INSERT -> ZeroInsertion.plan(layer, convolution, runtime);
        case KERAS -> KerasLayers.plan(layer, convolution, runtime);
      };
    }
    return switch (strategy) {
      case PAD_SLICE -> PoolPadSlice.plan(layer, computation);
      case EXPLICIT -> PoolExplicit.plan(layer, computation);
      case SAME -> PoolSame.plan(layer, computation);
      case ZERO_INSERT, KERAS ->
          throw Applicability.refusal(strategy, "a convolution", layer.opName());
    };
  }

  @Override
  public List<String> planTraps(Plan plan, Runtime runtime) {
    return PlanTraps.of(plan, runtime);
  }
}
