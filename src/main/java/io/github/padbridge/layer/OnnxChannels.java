package io.github.padbridge.layer;

import io.github.padbridge.shape.Size;

/**
 * The channels of an ONNX layer.
 *
 * @param in may be unknown
 * @param out may be unknown; {@code in} of a pooling
 * @param group the number of groups; 1 of a pooling
 * @param bias whether the node has a third input
 */
public record OnnxChannels(Size in, Size out, int group, boolean bias) {
  /** The channels of a pooling. */
  public static OnnxChannels ofPooling(Size channels) {
    return new OnnxChannels(channels, channels, 1, false);
  }
}
