package io.github.padbridge.execute;

import io.github.padbridge.proof.Precision;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.Tensor;
import io.github.padbridge.spec.TensorFlowSpec;

/** What a layer's own framework computes, by its definition: the side that is right. */
final class Definition {
  private Definition() {}

  /** What a report calls it. */
  static String name(Layer layer) {
    return layer.framework().title() + "'s definition";
  }

  /** The output, by ND4J's ops. */
  static Tensor onNd4j(Layer layer, CaseTensors on, Precision precision) {
    return layer.accept(
        new Layer.Visitor<Tensor>() {
          @Override
          public Tensor conv(ConvSpec spec) {
            return TorchOnNd4j.run(spec, on.x(), on.weight(), on.bias(), precision);
          }

          @Override
          public Tensor pool(PoolSpec spec) {
            return TorchPoolOnNd4j.run(spec, on.x(), precision);
          }

          @Override
          public Tensor tensorFlow(TensorFlowSpec spec) {
            return TensorFlowOnNd4j.run(spec, on.x(), on.weight(), on.bias(), precision);
          }
        });
  }

  /** The output, by plain loops in float64. */
  static Tensor inLoops(Layer layer, CaseTensors on) {
    return layer.accept(
        new Layer.Visitor<Tensor>() {
          @Override
          public Tensor conv(ConvSpec spec) {
            return TorchInLoops.run(spec, on.x(), on.weight(), on.bias());
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
