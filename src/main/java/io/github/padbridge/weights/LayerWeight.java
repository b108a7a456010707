package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.ModelLayer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution and its weight.
 *
 * @param name of the layer in the model
 * @param tensor the name of its weight in the model; null if that is computed when the model runs
 * @param bias the name of its bias in the model; null if it has none, or that is not known
 * @param layer null if the model does not tell it
 * @param failure why the layer is not known, a sentence without a full stop; empty if it is
 * @param place of the layer in its model
 * @param row its row in the model; null if the layer comes from a file of layers
 */
public record LayerWeight(
    String name,
    @Nullable String tensor,
    @Nullable String bias,
    @Nullable Layer layer,
    String failure,
    Place place,
    @Nullable ModelLayer row) {
  /** What messages call the layer. */
  String title() {
    return name.isEmpty() ? "the model itself" : name;
  }
}
