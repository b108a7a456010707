package io.github.padbridge.repair;

import io.github.padbridge.chain.AppliedFunction;
import java.util.Map;
import java.util.Optional;

/** Activations and normalizations in the words of each framework. */
final class FunctionCode {
  /** Classes of {@code torch.nn} for functions without settings. */
  private static final Map<String, String> TORCH_CLASSES =
      Map.of(
          "relu", "ReLU",
          "relu6", "ReLU6",
          "elu", "ELU",
          "selu", "SELU",
          "gelu", "GELU",
          "silu", "SiLU",
          "sigmoid", "Sigmoid",
          "softplus", "Softplus",
          "softsign", "Softsign",
          "tanh", "Tanh");

  /** Operators of ONNX for functions without settings. */
  private static final Map<String, String> ONNX_OPERATORS =
      Map.of(
          "relu", "Relu",
          "elu", "Elu",
          "selu", "Selu",
          "sigmoid", "Sigmoid",
          "softplus", "Softplus",
          "softsign", "Softsign",
          "tanh", "Tanh");

  private FunctionCode() {}

  /** {@code nn.ReLU()}. */
  static Optional<String> torchModule(RepairStep.Function step) {
    AppliedFunction function = step.function();
    if (function.name().equals("batch_norm") && step.channels().isKnown()) {
      return only(function, "epsilon")
          .map(
              epsilon ->
                  "nn.BatchNorm%dd(%s, eps=%s)".formatted(step.rank(), step.channels(), epsilon));
    }
    if (function.name().equals("leaky_relu")) {
      return only(function, "negative_slope").map(slope -> "nn.LeakyReLU(" + slope + ")");
    }
    if (isPlain(function, "softmax")) {
      return Optional.of("nn.Softmax(dim=1)");
    }
    return plain(function).map(name -> "nn." + TORCH_CLASSES.get(name) + "()");
  }

  /** {@code F.relu(x)}. */
  static Optional<String> torchCall(RepairStep.Function step, String x) {
    AppliedFunction function = step.function();
    if (function.name().equals("leaky_relu")) {
      return only(function, "negative_slope")
          .map(slope -> "F.leaky_relu(%s, %s)".formatted(x, slope));
    }
    return isPlain(function, "softmax")
        ? Optional.of("F.softmax(" + x + ", dim=1)")
        : plain(function).map(name -> "F." + name + "(" + x + ")");
  }

  /** {@code keras.layers.ReLU()}. */
  static Optional<String> kerasLayer(RepairStep.Function step, boolean channelsFirst) {
    AppliedFunction function = step.function();
    String axis = channelsFirst ? "axis=1" : "";
    if (function.name().equals("batch_norm")) {
      String more = axis.isEmpty() ? "" : ", " + axis;
      return only(function, "epsilon")
          .map(epsilon -> "keras.layers.BatchNormalization(epsilon=" + epsilon + more + ")");
    }
    if (function.name().equals("leaky_relu")) {
      return only(function, "negative_slope").map(slope -> "keras.layers.LeakyReLU(" + slope + ")");
    }
    if (isPlain(function, "softmax")) {
      return Optional.of("keras.layers.Softmax(" + axis + ")");
    }
    return plain(function)
        .map(
            name ->
                switch (name) {
                  case "relu" -> "keras.layers.ReLU()";
                  case "relu6" -> "keras.layers.ReLU(6)";
                  default -> "keras.layers.Activation(\"" + name + "\")";
                });
  }

  /**
   * {@code tf.nn.relu(x)}.
   *
   * @param channels the position of the channels
   */
  static Optional<String> tensorFlowCall(RepairStep.Function step, String x, int channels) {
    AppliedFunction function = step.function();
    if (function.name().equals("leaky_relu")) {
      return only(function, "negative_slope")
          .map(slope -> "tf.nn.leaky_relu(%s, alpha=%s)".formatted(x, slope));
    }
    return isPlain(function, "softmax")
        ? Optional.of("tf.nn.softmax(" + x + ", axis=" + channels + ")")
        : plain(function).map(name -> "tf.nn." + name + "(" + x + ")");
  }

  /**
   * {@code jax.nn.relu(x)}.
   *
   * @param channels the position of the channels
   */
  static Optional<String> jaxCall(RepairStep.Function step, String x, int channels) {
    AppliedFunction function = step.function();
    if (function.name().equals("leaky_relu")) {
      return only(function, "negative_slope")
          .map(slope -> "jax.nn.leaky_relu(%s, negative_slope=%s)".formatted(x, slope));
    }
    return isPlain(function, "softmax")
        ? Optional.of("jax.nn.softmax(" + x + ", axis=" + channels + ")")
        : plain(function)
            .map(
                name ->
                    switch (name) {
                      case "gelu" -> "jax.nn.gelu(" + x + ", approximate=False)";
                      case "softsign" -> "jax.nn.soft_sign(" + x + ")";
                      default -> "jax.nn." + name + "(" + x + ")";
                    });
  }

  /** {@code onnx.Relu()}: functions that are one node of opset 19. */
  static Optional<String> onnxNode(RepairStep.Function step) {
    AppliedFunction function = step.function();
    if (function.name().equals("leaky_relu")) {
      return only(function, "negative_slope").map(slope -> "onnx.LeakyRelu(alpha=" + slope + ")");
    }
    return isPlain(function, "softmax")
        ? Optional.of("onnx.Softmax(axis=1)")
        : plain(function)
            .flatMap(name -> Optional.ofNullable(ONNX_OPERATORS.get(name)))
            .map(operator -> "onnx." + operator + "()");
  }

  /** The value of the only setting. */
  private static Optional<String> only(AppliedFunction function, String setting) {
    return function.settings().size() == 1
        ? Optional.ofNullable(function.settings().get(setting))
        : Optional.empty();
  }

  private static boolean isPlain(AppliedFunction function, String name) {
    return function.equals(new AppliedFunction(name, Map.of(), false));
  }

  /** The name of a function that every framework has in the same way. */
  private static Optional<String> plain(AppliedFunction function) {
    return function.settings().isEmpty() && TORCH_CLASSES.containsKey(function.name())
        ? Optional.of(function.name())
        : Optional.empty();
  }
}
