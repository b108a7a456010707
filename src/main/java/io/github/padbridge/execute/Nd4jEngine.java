package io.github.padbridge.execute;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.MatrixEngine;
import io.github.padbridge.proof.MatrixProducts;
import io.github.padbridge.proof.Precision;
import org.jspecify.annotations.Nullable;

/** The engine that runs the ops of every framework on ND4J, following their documentation. */
public class Nd4jEngine implements MatrixEngine {
  @Override
  public void start() {
    NativeRuntime.start();
  }

  @Override
  public String definition(Layer layer) {
    return Definition.name(layer);
  }

  @Override
  public @Nullable String note() {
    return null;
  }

  @Override
  public Precision widest(Layer layer, Plan plan) {
    return Precision.FLOAT64;
  }

  @Override
  public Tensor define(Layer layer, CaseTensors on, Precision precision) {
    return Scratch.during(() -> defined(layer, on, precision));
  }

  @Override
  public Tensor defineInLoops(Layer layer, CaseTensors on) {
    return Definition.inLoops(layer, on);
  }

  private static Tensor defined(Layer layer, CaseTensors on, Precision precision) {
    return layer.accept(
        new Layer.Visitor<Tensor>() {
          @Override
          public Tensor conv(ConvSpec spec) {
            return TorchOnNd4j.run(spec, on.x(), on.requireWeight(), on.bias(), precision);
          }

          @Override
          public Tensor pool(PoolSpec spec) {
            return TorchPoolOnNd4j.run(spec, on.x(), precision);
          }

          @Override
          public Tensor tensorFlow(TensorFlowSpec spec) {
            return TensorFlowOnNd4j.run(spec, on.x(), on.weight(), on.bias(), precision);
          }

          @Override
          public Tensor onnx(OnnxSpec spec) {
            return OnnxOnNd4j.run(spec, on.x(), on.weight(), on.bias(), precision);
          }

          @Override
          public Tensor jax(JaxSpec spec) {
            return JaxOnNd4j.run(spec, on.x(), on.weight(), on.bias(), precision);
          }
        });
  }

  @Override
  public Tensor run(Plan plan, CaseTensors on, Precision precision) {
    return Scratch.during(() -> PlansOnNd4j.run(plan, on, precision));
  }

  @Override
  public MatrixProducts multiply(ElementMatrix matrix, double[] numbers, double[] x, double[] y) {
    return MatrixOnNd4j.multiply(matrix, numbers, x, y);
  }
}
