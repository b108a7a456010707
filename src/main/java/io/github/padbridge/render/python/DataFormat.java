package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import java.util.Locale;

/** The layout in which a function takes and returns its data. */
public enum DataFormat {
  /** PyTorch's: {@code (N, C, spatial...)}, and PyTorch's weight. */
  CHANNELS_FIRST,
  /** TensorFlow's: {@code (N, spatial..., C)}, and the weight as TensorFlow has it. */
  CHANNELS_LAST;

  /** The layout of a layer. */
  static DataFormat of(Layer layer) {
    return layer.channelAxis() == layer.inputShape().rank() - 1 ? CHANNELS_LAST : CHANNELS_FIRST;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
