package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code padding_mode} of a PyTorch convolution. */
public enum PaddingMode {
  ZEROS,
  /** The mirror image, without repeating the border element. */
  REFLECT,
  /** The border element. */
  REPLICATE,
  /** The opposite end. */
  CIRCULAR;

  private final String torchName = name().toLowerCase(Locale.ROOT);

  public String torchName() {
    return torchName;
  }

  public static Optional<PaddingMode> named(String name) {
    return Arrays.stream(values()).filter(mode -> mode.torchName().equals(name)).findFirst();
  }

  public static List<String> torchNames() {
    return Arrays.stream(values()).map(PaddingMode::torchName).toList();
  }
}
