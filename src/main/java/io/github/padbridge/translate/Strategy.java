package io.github.padbridge.translate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ways to write a layer in another framework. A {@link Target} makes an exact plan for each, or
 * explains why it does not apply.
 */
public enum Strategy {
  PAD_SLICE("pad-slice", "works for every layer"),
  EXPLICIT("explicit", "the padding is a list of amounts"),
  SAME("same", "SAME pads the same amounts"),
  ZERO_INSERT("zero-insert", "pads the input, then runs a forward convolution"),
  KERAS("keras", "Keras 3 layers");

  private final String id;
  private final String reason;

  Strategy(String id, String reason) {
    this.id = id;
    this.reason = reason;
  }

  /** The name in options and output. */
  public String id() {
    return id;
  }

  /** The description of its use in a few words. */
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
