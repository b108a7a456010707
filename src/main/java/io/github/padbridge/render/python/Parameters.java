package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;

/**
 * The parameters of the function of a layer. The bias is required for a layer with a bias and
 * optional for a layer without one, for example for a folded batch normalization.
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

  /** Whether a layer has a weight but no bias. */
  static boolean takesOptionalBias(Layer layer) {
    return layer.weightShape() != null && layer.biasShape() == null;
  }
}
