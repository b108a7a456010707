package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * A layer on one sample of its batch, with one output channel a group where it leaves them open.
 */
public final class Sample {
  private Sample() {}

  /**
   * The layer with the unbatched input {@code (C, spatial...)}, all of whose sizes are known.
   *
   * @throws Refusal if the layer leaves one of them open
   */
  public static ConvSpec of(ConvSpec spec) {
    Shape given = spec.inputShape();
    Shape sample = new Shape(given.sizes().subList(spec.isBatched() ? 1 : 0, given.rank()));
    if (!sample.isKnown()) {
      throw new Refusal(
          new Fault(
              "a matrix needs the sizes of the input (input_shape is " + given + ")",
              "give "
                  + Argument.INPUT_SHAPE
                  + " as (C, spatial...), or (N, C, spatial...); N does not matter",
              List.of(Argument.INPUT_SHAPE),
              null));
    }
    Size outChannels = spec.outChannels().isKnown() ? spec.outChannels() : Size.of(spec.groups());
    return spec.withChannels(sample.size(0), outChannels, spec.groups(), sample);
  }
}
