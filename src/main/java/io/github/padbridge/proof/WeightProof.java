package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a weight in the order of a target gives in the plan what the layer gives with the
 * weight in its own order. The other numbers are random, and the input is small.
 */
public final class WeightProof {
  private final VerifySettings settings;
  private final Engine engine;

  /**
   * @param engine runs both sides; it may be unstarted
   */
  public WeightProof(VerifySettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /**
   * Runs a layer and its plan.
   *
   * @param weight in the order of the layer
   * @param moved the same weight in the order of the target
   * @param planner makes the plan that takes {@code moved}, for a layer of any input size
   * @throws io.github.padbridge.diagnostic.Refusal if the layer is too large to run
   */
  public Agreement prove(Layer layer, Tensor weight, Tensor moved, Function<Layer, Plan> planner) {
    Layer sized = ChosenSizes.of(open(layer)).layers().get(0);
    CaseTensors random = Draws.of(sized, settings.seed(), Precision.FLOAT64).reals();
    CaseTensors tensors = new CaseTensors(random.x(), weight, random.bias(), null);
    return new Verifier(settings, new WithWeight(engine, moved), planner)
        .verify(new LayerRecord(LayerRecord.Label.NONE, sized, tensors));
  }

  /** The layer with open sizes, of which small ones can be chosen. */
  private static Layer open(Layer layer) {
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      Size size = Size.unknown(Layer.inputName(layer.axisName(axis)));
      shape = shape.with(layer.dataAxis(axis), size);
    }
    return layer.withInputShape(layer.isBatched() ? shape.with(0, Size.unknown("N")) : shape);
  }

  /** An engine that runs plans with another weight. */
  private record WithWeight(Engine engine, Tensor moved) implements Engine {
    @Override
    public void start() {
      engine.start();
    }

    @Override
    public String definition(Layer layer) {
      return engine.definition(layer);
    }

    @Override
    public @Nullable String note() {
      return engine.note();
    }

    @Override
    public Precision widest(Layer layer, Plan plan) {
      return engine.widest(layer, plan);
    }

    @Override
    public Tensor define(Layer layer, CaseTensors on, Precision precision) {
      return engine.define(layer, on, precision);
    }

    @Override
    public Tensor defineInLoops(Layer layer, CaseTensors on) {
      return engine.defineInLoops(layer, on);
    }

    @Override
    public Tensor run(Plan plan, CaseTensors on, Precision precision) {
      return engine.run(plan, new CaseTensors(on.x(), moved, on.bias(), on.y()), precision);
    }
  }
}
