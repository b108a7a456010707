package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import java.util.Locale;

/** The layout in which a function takes and returns its data. */
public enum DataFormat {
  /** {@code (N, C, spatial...)} and the PyTorch weight layout. */
  CHANNELS_FIRST,
  /** {@code (N, spatial..., C)} and the TensorFlow weight layout. */
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
