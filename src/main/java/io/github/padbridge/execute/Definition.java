package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowSpec;

/** The definition of a layer by its own framework: the side that is right. */
public final class Definition {
  private Definition() {}

  /** The name in reports. */
  public static String name(Layer layer) {
    return layer.framework().title() + "'s definition";
  }

  /** The output, with plain loops in float64. */
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

          @Override
          public Tensor onnx(OnnxSpec spec) {
            return OnnxInLoops.run(spec, on.x(), on.weight(), on.bias());
          }

          @Override
          public Tensor jax(JaxSpec spec) {
            return JaxInLoops.run(spec, on.x(), on.weight(), on.bias());
          }
        });
  }
}
