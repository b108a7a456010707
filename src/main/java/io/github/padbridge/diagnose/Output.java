package io.github.padbridge.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * The output of a port.
 *
 * @param y as {@code (N, O, spatial...)}, in the order of the channels of the layer
 * @param biasOrder the element of the bias of each channel; null where it is that of the channel
 */
record Output(View y, int @Nullable [] biasOrder) {}
