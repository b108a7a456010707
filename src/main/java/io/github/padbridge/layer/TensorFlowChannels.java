package io.github.padbridge.layer;

import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a TensorFlow layer.
 *
 * @param in of the input; may be unknown, as that of the input shape is then
 * @param filters channels of the output of a convolution, which may be unknown; null for depthwise
 *     convolutions and poolings
 * @param depthMultiplier outputs a channel of a depthwise convolution; 1 for the others
 * @param groups 1 for all but the convolutions
 */
public record TensorFlowChannels(
    Size in, @Nullable Size filters, int depthMultiplier, int groups) {}
