package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.shape.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the {@code --input-shape} that all layers of a run share. The first layer decides whether
 * channels come first or last; a layer with the other layout is refused.
 */
final class SharedInputShape {
  private final boolean isGiven;
  private @Nullable Layer first;

  /**
   * @param isGiven whether the run has the option; if not, no layer is refused
   */
  SharedInputShape(boolean isGiven) {
    this.isGiven = isGiven;
  }

  /** The record; refused if its layer reads the shape in another layout than the first. */
  LayerInput checked(LayerInput input) {
    LayerRecord layer = input.layer();
    if (!isGiven || layer == null || input.failure() != null) {
      return input;
    }
    if (first == null) {
      first = layer.spec();
    }
    return layout(first).axes().endsWith("C") == layout(layer.spec()).axes().endsWith("C")
        ? input
        : new LayerInput(input.label(), input.place(), layer, refusal(first, layer.spec()));
  }

  /** Checks a batch. It is read at once, since the order of records matters. */
  LayerInputs.Batch checked(LayerInputs.Batch batch) {
    if (!isGiven) {
      return batch;
    }
    List<LayerInput> inputs = new ArrayList<>();
    batch.forEach(input -> inputs.add(checked(input)));
    return inputs::forEach;
  }

  private static Refusal refusal(Layer first, Layer other) {
    return new Refusal(
        new Fault(
            "one --input-shape cannot have two layouts: "
                + first.inputShape()
                + " is "
                + layout(first)
                + " for the "
                + first.framework().title()
                + " layer before this one, and "
                + layout(other)
                + " for this "
                + other.framework().title()
                + " layer",
            "run the layers one at a time, each with its own --input-shape",
            List.of(),
            null));
  }

  private static Layout layout(Layer layer) {
    int rank = layer.spatialRank();
    boolean channelsLast = layer.channelAxis() == layer.inputShape().rank() - 1;
    return channelsLast
        ? Layout.of("N", rank, "C")
        : Layout.of(layer.isBatched() ? "NC" : "C", rank, "");
  }
}
