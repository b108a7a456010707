package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import java.util.List;

/** Makes plans of ONNX operators that ONNX Runtime accepts, with one strategy. */
final class OnnxTarget implements Target {
  @Override
  public OpSet ops() {
    return OnnxOpSet.OPS;
  }

  @Override
  public Plan plan(Strategy strategy, Layer given, Runtime runtime) {
    if (strategy != Strategy.PAD_SLICE) {
      throw Applicability.refusal(strategy, "--to tensorflow", ops().id());
    }
    Layer layer = runtime.computed(given);
    Computation computation = LayerComputation.of(layer);
    OnnxDraft draft = new OnnxDraft(layer, computation);
    draft.begin();
    if (computation instanceof Convolution convolution) {
      new OnnxConvolution(draft, convolution).add();
    } else if (computation instanceof AveragePooling pooling) {
      new OnnxPooling(draft).addAverage(pooling.divisor());
    } else {
      new OnnxPooling(draft).addMaximum();
    }
    return draft.end();
  }

  @Override
  public List<String> traps(Layer layer) {
    return OnnxTargetTraps.of(layer);
  }
}
