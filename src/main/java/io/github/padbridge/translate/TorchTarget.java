package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.shape.Framework;
import java.util.List;

/** Makes plans of PyTorch ops, with one strategy. */
final class TorchTarget implements Target {
  @Override
  public OpSet ops() {
    return TorchOpSet.OPS;
  }

  @Override
  public Plan plan(Strategy strategy, Layer given, Runtime runtime) {
    if (strategy != Strategy.PAD_SLICE) {
      throw Applicability.refusal(strategy, "--to tensorflow", ops().id());
    }
    Layer layer = runtime.computed(given);
    Computation computation = LayerComputation.of(layer);
    return computation instanceof Convolution convolution
        ? TorchConvolution.plan(layer, convolution)
        : TorchPooling.plan(layer, computation);
  }

  /** A PyTorch layer is no port: the warnings of its kind are about TensorFlow. */
  @Override
  public List<String> traps(Layer layer) {
    return layer.framework() == Framework.PYTORCH ? List.of() : Target.super.traps(layer);
  }
}
