package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;

/**
 * The parameters of a layer's function. A layer with a bias requires it, so that it cannot be
 * forgotten; a layer without may be given one, as when a batch normalization is folded into it.
 */
final class Parameters {
  private Parameters() {}

  /** {@code weight, bias}; {@code weight, bias=None} for a layer without a bias. */
  static String ofWeighted(Layer layer) {
    return takesOptionalBias(layer) ? "weight, bias=None" : "weight, bias";
  }

  /** {@code x, weight, bias}, or only {@code x} for a layer without a weight. */
  static String of(Layer layer) {
    return layer.weightShape() == null ? "x" : "x, " + ofWeighted(layer);
  }

  /** Whether a layer has a weight and no bias of its own. */
  static boolean takesOptionalBias(Layer layer) {
    return layer.weightShape() != null && layer.biasShape() == null;
  }
}
