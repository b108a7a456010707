package io.github.padbridge.render.python;

import java.util.Locale;

/** The layout in which a function takes and returns its data. */
public enum DataFormat {
  /** PyTorch's: {@code (N, C, spatial...)}, and PyTorch's weight. */
  CHANNELS_FIRST,
  /** TensorFlow's: {@code (N, spatial..., C)}, and the weight as TensorFlow has it. */
  CHANNELS_LAST;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
