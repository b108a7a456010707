package io.github.padbridge.layer;

import java.util.List;

/**
 * The attributes {@code output_padding} and {@code output_shape} of {@code ConvTranspose}.
 *
 * @param padding one number for each spatial axis
 * @param shape spatial output sizes, which replace {@code pads}; empty if not given
 */
public record OnnxOutput(List<Integer> padding, List<Integer> shape) {
  public OnnxOutput {
    padding = List.copyOf(padding);
    shape = List.copyOf(shape);
  }
}
