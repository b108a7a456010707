package io.github.padbridge.chain;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An activation or normalization in no framework's words. What it has learned is taken to be
 * carried over, as weights are.
 *
 * @param name such as {@code leaky_relu}
 * @param settings what else it depends on, where that is not the usual value in every framework
 * @param wholeAxes whether a result depends on elements at other places of the spatial axes
 */
public record AppliedFunction(String name, Map<String, String> settings, boolean wholeAxes) {
  private static final Set<String> KEEP_ZERO =
      Set.of(
          "celu",
          "elu",
          "gelu",
          "hardshrink",
          "hardswish",
          "leaky_relu",
          "mish",
          "prelu",
          "relu",
          "relu6",
          "rrelu",
          "selu",
          "silu",
          "softshrink",
          "softsign",
          "tanh",
          "tanhshrink");

  private static final Set<String> MONOTONE =
      Set.of("relu", "relu6", "selu", "sigmoid", "softplus", "softsign", "tanh");

  public AppliedFunction {
    settings = new TreeMap<>(settings);
  }

  /** Whether zero stays zero. */
  public boolean keepsZero() {
    return KEEP_ZERO.contains(name) && !wholeAxes && !settings.containsKey("threshold");
  }

  /** Whether the largest element stays the largest: it may be applied before or after a maximum. */
  public boolean isMonotone() {
    if (name.equals("leaky_relu")) {
      return isPlainNumber(settings.getOrDefault("negative_slope", "")) && settings.size() == 1;
    }
    return MONOTONE.contains(name) && settings.isEmpty();
  }

  private static boolean isPlainNumber(String text) {
    return text.matches("[0-9.]+");
  }

  /** {@code leaky_relu(negative_slope=0.3)}. */
  @Override
  public String toString() {
    return settings.isEmpty()
        ? name
        : name + settings.toString().replace('{', '(').replace('}', ')');
  }
}
