package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What PyTorch's {@code padding_mode} fills the padding with. */
public enum PaddingMode {
  ZEROS,
  /** The mirror image, the border element not repeated. */
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
