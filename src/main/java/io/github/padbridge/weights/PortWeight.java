package io.github.padbridge.weights;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weight of a port.
 *
 * @param layer the name of its layer
 * @param tensor the name of the weight
 * @param bias the name of the bias; null if the layer has none
 * @param shape the shape of the weight; empty where it is open
 */
record PortWeight(String layer, String tensor, @Nullable String bias, List<Long> shape) {}
