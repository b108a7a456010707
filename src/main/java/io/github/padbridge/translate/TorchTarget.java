package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.spec.Layer;

/** Plans of PyTorch ops, for which there is one strategy. */
final class TorchTarget implements Target {
  @Override
  public Framework framework() {
    return Framework.PYTORCH;
  }

  @Override
  public Plan plan(Strategy strategy, Layer given, Runtime runtime) {
    if (strategy != Strategy.PAD_SLICE) {
      throw Target.refusal(strategy, "--to tensorflow", framework().id());
    }
    Layer layer = runtime.computed(given);
    Computation computation = layer.computation();
    return computation instanceof Convolution convolution
        ? TorchConvolution.plan(layer, convolution)
        : TorchPooling.plan(layer, computation);
  }
}
