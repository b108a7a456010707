package io.github.padbridge.layer;

import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a TensorFlow layer.
 *
 * @param in input channels; may be unknown, like those of the input shape
 * @param filters output channels of a convolution; may be unknown, null for depthwise convolutions
 *     and poolings
 * @param depthMultiplier outputs for each channel of a depthwise convolution; 1 for other layers
 * @param groups 1 for depthwise convolutions and poolings
 */
public record TensorFlowChannels(
    Size in, @Nullable Size filters, int depthMultiplier, int groups) {}
