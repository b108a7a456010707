package io.github.padbridge.shape;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A framework of layers and ops. */
public enum Framework {
  PYTORCH("PyTorch"),
  TENSORFLOW("TensorFlow"),
  ONNX("ONNX"),
  JAX("JAX");

  private final String title;

  Framework(String title) {
    this.title = title;
  }

  /** The name for people, such as {@code PyTorch}. */
  public String title() {
    return title;
  }

  /** The name in specs and output. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Framework> named(String id) {
    return Arrays.stream(values()).filter(framework -> framework.id().equals(id)).findFirst();
  }
}
