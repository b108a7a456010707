package io.github.padbridge.execute;

import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.Tensor;
import io.github.padbridge.spec.TensorFlowSpec;

/** What a layer's own framework computes, by its definition: the side that is right. */
public final class Definition {
  private Definition() {}

  /** What a report calls it. */
  public static String name(Layer layer) {
    return layer.framework().title() + "'s definition";
  }

  /** The output, by plain loops in float64. */
  public static Tensor inLoops(Layer layer, CaseTensors on) {
    return layer.accept(
        new Layer.Visitor<Tensor>() {
          @Override
          public Tensor conv(ConvSpec spec) {
            return TorchInLoops.run(spec, on.x(), on.requireWeight(), on.bias());
          }

          @Override
          public Tensor pool(PoolSpec spec) {
            return TorchPoolInLoops.run(spec, on.x());
          }

          @Override
          public Tensor tensorFlow(TensorFlowSpec spec) {
            return TensorFlowInLoops.run(spec, on.x(), on.weight(), on.bias());
          }
        });
  }
}
