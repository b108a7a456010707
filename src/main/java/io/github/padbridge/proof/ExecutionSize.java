package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * The part of a layer that is run. A batch that does not fit in memory is run in parts.
 *
 * @param layer the layer that is run
 * @param atOnce the number of samples that are run at once; all of an unbatched layer
 * @param footprint the estimated memory
 * @param notes notes for the user about the run
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

  /** The part of the batch from sample {@code begin} on. */
  Layer part(int begin) {
    return withBatch(layer, Math.min(atOnce, batch() - begin));
  }
}
