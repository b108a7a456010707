package io.github.padbridge.proof;

import io.github.padbridge.chain.AppliedFunction;
import io.github.padbridge.chain.Chain;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Activations on numbers. Normalizations and what is not listed are not run. */
final class ElementFunctions {
  private static final Map<String, DoubleUnaryOperator> PLAIN =
      Map.of(
          "relu", x -> Math.max(x, 0),
          "relu6", x -> Math.min(Math.max(x, 0), 6),
          "elu", x -> x > 0 ? x : Math.expm1(x),
          "sigmoid", x -> 1 / (1 + Math.exp(-x)),
          "silu", x -> x / (1 + Math.exp(-x)),
          "softplus", x -> x > 20 ? x : Math.log1p(Math.exp(x)),
          "softsign", x -> x / (1 + Math.abs(x)),
          "tanh", Math::tanh);

  private ElementFunctions() {}

  /** The function of one element; empty where it is not listed. */
  static Optional<DoubleUnaryOperator> of(AppliedFunction function) {
    String slope = function.settings().getOrDefault("negative_slope", "");
    if (function.name().equals("leaky_relu") && function.isMonotone()) {
      double negative = Double.parseDouble(slope);
      return Optional.of(x -> x > 0 ? x : x * negative);
    }
    return function.settings().isEmpty()
        ? Optional.ofNullable(PLAIN.get(function.name()))
        : Optional.empty();
  }

  /** Whether all functions of a chain are listed. */
  static boolean areKnown(Chain chain) {
    return chain.ops().stream()
        .allMatch(
            op -> !(op instanceof Chain.FunctionOp applied) || of(applied.function()).isPresent());
  }
}
