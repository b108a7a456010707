package io.github.padbridge.weights;

import io.github.padbridge.layer.Layer;

/**
 * A tensor that is the weight of a layer.
 *
 * @param order from PyTorch to the other framework
 */
record PlannedWeight(LayerWeight weight, Layer layer, WeightOrder order) {}
