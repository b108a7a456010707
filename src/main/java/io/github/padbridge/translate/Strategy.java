package io.github.padbridge.translate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ways to write a layer in another framework. A {@link Target} plans each exactly, or says why
 * it does not apply.
 */
public enum Strategy {
  PAD_SLICE("pad-slice", "right for every layer"),
  EXPLICIT("explicit", "the padding is an argument"),
  SAME("same", "SAME pads just this"),
  ZERO_INSERT("zero-insert", "the input padded, then a forward convolution"),
  KERAS("keras", "layers of Keras 3");

  private final String id;
  private final String reason;

  Strategy(String id, String reason) {
    this.id = id;
    this.reason = reason;
  }

  /** The name that users know it by. */
  public String id() {
    return id;
  }

  /** What speaks for it. */
  public String reason() {
    return reason;
  }

  public static Optional<Strategy> named(String id) {
    return Arrays.stream(values()).filter(strategy -> strategy.id.equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Strategy::id).toList();
  }
}
