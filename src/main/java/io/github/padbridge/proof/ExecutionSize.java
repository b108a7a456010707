package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * How much of a layer is executed. Where the whole batch does not fit the memory, it is executed a
 * part at a time.
 *
 * @param layer what is executed
 * @param atOnce how many of its batch at a time; all of an unbatched layer
 * @param footprint what that takes, by the estimate
 * @param notes what the user should know of it
 */
record ExecutionSize(Layer layer, int atOnce, Footprint footprint, List<String> notes) {
  /** The channels of a layer that are known, for a note. */
  static String channels(Layer layer) {
    if (layer instanceof ConvSpec spec) {
      return known("in_channels", spec.inChannels())
          + known("out_channels", spec.outChannels())
          + "groups "
          + spec.groups()
          + ", ";
    }
    Shape weight = layer.weightShape();
    return weight == null || !weight.isKnown() ? "" : "weight " + weight + ", ";
  }

  private static String known(String name, Size size) {
    return size.isKnown() ? name + " " + size + ", " : "";
  }

  static int batch(Layer layer) {
    return layer.isBatched() ? Math.toIntExact(layer.inputShape().size(0).value()) : 1;
  }

  static Layer withBatch(Layer layer, int batch) {
    return layer.isBatched()
        ? layer.withInputShape(layer.inputShape().with(0, Size.of(batch)))
        : layer;
  }

  int batch() {
    return batch(layer);
  }

  /** The part that has the fewest samples. */
  Layer smallestPart() {
    return part(Math.max(batch() - 1, 0) / atOnce * atOnce);
  }

  /** What is run at once of the samples from {@code begin} on. */
  Layer part(int begin) {
    return withBatch(layer, Math.min(atOnce, batch() - begin));
  }
}
