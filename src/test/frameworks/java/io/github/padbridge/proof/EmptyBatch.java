package io.github.padbridge.proof;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Translation;

/**
 * A batch of 0 for a layer, with a weight and a bias.
 *
 * @param given in the layer's layout, with the output that is right
 */
record EmptyBatch(Layer layer, CodeCase given) {
  private static final long SEED = 20_261_202;

  /** The layer for a batch of 0. */
  static Layer empty(Layer layer) {
    return sized(layer, Size.of(0));
  }

  /** The layer for a batch that is not known. */
  static Layer open(Layer layer) {
    return sized(layer, Size.unknown("N"));
  }

  private static Layer sized(Layer layer, Size batch) {
    return layer.withInputShape(layer.inputShape().with(0, batch));
  }

  /** The batch for a layer whose sizes are known. */
  static EmptyBatch of(Layer spec) {
    Precision precision =
        OneDnn.RUNTIME == Runtime.ONEDNN || isOfVolumes(spec)
            ? Precision.FLOAT32
            : Precision.FLOAT64;
    Draws draws = Draws.of(spec, SEED, precision);
    CaseTensors numbers = draws.integers().samples(0, 0);
    Layer layer = empty(spec);
    Tensor right = new Tensor(layer.outputShape().toIntArray(), new double[0]);
    return new EmptyBatch(layer, new CodeCase(layer, numbers, right, draws));
  }

  private static boolean isOfVolumes(Layer layer) {
    return layer instanceof PoolSpec && layer.spatialRank() == 3;
  }

  CaseTensors numbers() {
    return given.tensors();
  }

  CodeCase in(DataFormat layout) {
    return layout == DataFormat.CHANNELS_FIRST ? given : given.channelsLast();
  }

  Tensor run(Engine engine, Translation translation) {
    return engine.run(translation.plan(), numbers(), given.precision());
  }

  /** The output has the shape of the layer's. */
  void isRight(Translation translation, Tensor found) {
    given.equal(translation.plan().strategy(), found);
  }
}
