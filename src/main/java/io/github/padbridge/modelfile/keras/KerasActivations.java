package io.github.padbridge.modelfile.keras;

import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.modelfile.keras.KerasGraph.Call;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which results are never negative. */
final class KerasActivations {
  /** The names of Keras activation functions. */
  private static final Set<String> NAMES =
      Set.of("relu", "relu6", "sigmoid", "hard_sigmoid", "softplus", "softmax", "exponential");

  /** Layers whose result holds only numbers of their input, and zeros. */
  private static final Set<String> PASSING =
      Set.of(
          "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D", "Dropout", "InputLayer", "Identity");

  private KerasActivations() {}

  /** Whether a call ends in such an activation; false where this is not certain. */
  static boolean givesNoNegative(@Nullable Call call) {
    Call from = call;
    while (from != null && PASSING.contains(from.node.className())) {
      from = from.from;
    }
    if (from == null) {
      return false;
    }
    return from.node.className().equals("ReLU")
        ? isPlain(from.node)
        : isNoNegative(from.node.config().get("activation"));
  }

  /** A ReLU with a negative slope passes negative numbers. */
  private static boolean isPlain(KerasNode relu) {
    Object slope = relu.config().get("negative_slope");
    Object threshold = relu.config().get("threshold");
    return isZero(slope) && isZero(threshold);
  }

  private static boolean isZero(@Nullable Object value) {
    return value == null || (value instanceof Number number && number.doubleValue() == 0);
  }

  private static boolean isNoNegative(@Nullable Object activation) {
    String name = PlainJson.text(activation);
    return name != null && NAMES.contains(name);
  }
}
