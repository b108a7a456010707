package io.github.padbridge.shape;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose layer, and whose ops. */
public enum Framework {
  PYTORCH("PyTorch"),
  TENSORFLOW("TensorFlow");

  private final String title;

  Framework(String title) {
    this.title = title;
  }

  /** The name as its makers write it. */
  public String title() {
    return title;
  }

  /** The name in specs and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Framework> named(String id) {
    return Arrays.stream(values()).filter(framework -> framework.id().equals(id)).findFirst();
  }
}
