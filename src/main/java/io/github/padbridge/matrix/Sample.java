package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * A layer for one sample of its batch, with one output channel per group where their number is
 * unknown.
 */
public final class Sample {
  private Sample() {}

  /**
   * The layer with the unbatched input {@code (C, spatial...)}, all of whose sizes are known.
   *
   * @throws Refusal if one of them is unknown
   */
  public static ConvSpec of(ConvSpec spec) {
    Shape given = spec.inputShape();
    Shape sample = new Shape(given.sizes().subList(spec.isBatched() ? 1 : 0, given.rank()));
    if (!sample.isKnown()) {
      throw new Refusal(
          new Fault(
              "a matrix needs a known input size (input_shape is " + given + ")",
              "add --input-shape " + example(spec),
              List.of(Argument.INPUT_SHAPE),
              null));
    }
    Size outChannels = spec.outChannels().isKnown() ? spec.outChannels() : Size.of(spec.groups());
    return spec.withChannels(sample.size(0), outChannels, spec.groups(), sample);
  }

  /** A shape that the layer accepts in most cases, such as {@code 1,3,5,5}. */
  private static String example(ConvSpec spec) {
    Size channels = spec.inChannels().isKnown() ? spec.inChannels() : Size.of(spec.groups());
    StringBuilder sizes = new StringBuilder("1," + channels);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      sizes.append(',').append(Math.max(5, spec.effectiveKernel(axis)));
    }
    return sizes.toString();
  }
}
