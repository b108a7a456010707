package io.github.padbridge.translate;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.SizeFormula;
import java.util.List;

/** The formulas of every axis as the framework of the layer documents them, with the numbers. */
public final class SizeFormulas implements Layer.Visitor<List<SizeFormula>> {
  private SizeFormulas() {}

  public static List<SizeFormula> of(Layer layer) {
    return layer.accept(new SizeFormulas());
  }

  @Override
  public List<SizeFormula> conv(ConvSpec spec) {
    return new ConvFormulas(spec).collect(Layout.spatialAxes(spec.spatialRank()));
  }

  @Override
  public List<SizeFormula> pool(PoolSpec spec) {
    return new PoolFormulas(spec).collect(Layout.spatialAxes(spec.spatialRank()));
  }

  @Override
  public List<SizeFormula> tensorFlow(TensorFlowSpec spec) {
    return new TensorFlowFormulas(spec).collect(Layout.spatialAxes(spec.spatialRank()));
  }

  @Override
  public List<SizeFormula> onnx(OnnxSpec spec) {
    return new OnnxFormulas(spec).collect(Layout.spatialAxes(spec.spatialRank()));
  }

  @Override
  public List<SizeFormula> jax(JaxSpec spec) {
    return new JaxFormulas(spec).collect(Layout.spatialAxes(spec.spatialRank()));
  }
}
