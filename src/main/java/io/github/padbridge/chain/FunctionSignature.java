package io.github.padbridge.chain;

import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of an activation or normalization by position, without the tensor that a function
 * takes first.
 */
record FunctionSignature(List<Parameter> parameters) {
  /**
   * One parameter.
   *
   * @param names the first is the name of the setting
   * @param usual its default; empty where it has none
   * @param shown whether the default is a setting too, because frameworks differ in it
   */
  record Parameter(List<String> names, String usual, boolean shown) {
    /** Whether the result does not depend on it. */
    boolean isIgnored() {
      return names.get(0).startsWith("-");
    }

    boolean isAxis() {
      return names.get(0).equals("axis");
    }
  }

  /** PyTorch functions of one element without other parameters. */
  private static final List<String> INPLACE =
      List.of("relu", "relu6", "selu", "silu", "mish", "hardswish", "hardsigmoid");

  private static final FunctionSignature UNKNOWN = new FunctionSignature(List.of());
  private static final Map<String, FunctionSignature> TABLE = new HashMap<>();

  /** {@code name|synonym=usual}, with {@code !} for {@code =} where the default is shown. */
  private static void put(String frameworkAndKind, String function, String parameters) {
    List<Parameter> all = new ArrayList<>();
    for (String one : parameters.split(" ", -1)) {
      String[] parts = one.split("[=!]", 2);
      String usual = parts.length == 1 ? "" : parts[1];
      all.add(new Parameter(List.of(parts[0].split("\\|", -1)), usual, one.contains("!")));
    }
    TABLE.put(frameworkAndKind + " " + function, new FunctionSignature(List.copyOf(all)));
  }

  static {
    for (String torch : List.of("pytorch class", "pytorch function")) {
      for (String plain : INPLACE) {
        put(torch, plain, "-inplace");
      }
      put(torch, "leaky_relu", "negative_slope!0.01 -inplace");
      put(torch, "elu", "alpha=1 -inplace");
      put(torch, "celu", "alpha=1 -inplace");
      put(torch, "threshold", "threshold value -inplace");
      put(torch, "gelu", "approximate=none");
      put(torch, "softplus", "beta=1 threshold=20");
      put(torch, "hardtanh", "min|min_val=-1 max|max_val=1 -inplace");
      put(torch, "softmax", "axis|dim=None");
      put(torch, "log_softmax", "axis|dim=None");
    }
    put(
        "pytorch class",
        "batch_norm",
        "-num_features epsilon|eps!0.00001 -momentum affine=True track_running_stats=True");
    put(
        "pytorch function",
        "batch_norm",
        "-running_mean -running_var -weight -bias training=False -momentum epsilon|eps!0.00001");
    put(
        "pytorch class",
        "instance_norm",
        "-num_features epsilon|eps!0.00001 -momentum affine=False track_running_stats=False");
    put(
        "pytorch class",
        "group_norm",
        "groups|num_groups -num_channels epsilon|eps!0.00001 affine=True");
    put(
        "pytorch class",
        "layer_norm",
        "shape|normalized_shape epsilon|eps!0.00001 affine|elementwise_affine=True");
    put("pytorch class", "prelu", "slopes|num_parameters!1 -init");
    put("pytorch function", "prelu", "-weight");
    String relu = "max|max_value=None negative_slope|alpha=0 threshold=0";
    put("tensorflow class", "relu", relu);
    put("tensorflow function", "relu", "negative_slope|alpha=0 max|max_value=None threshold=0");
    put("tensorflow class", "leaky_relu", "negative_slope|alpha!0.3");
    put("tensorflow function", "leaky_relu", "negative_slope|alpha!0.2");
    for (String keras : List.of("tensorflow class", "tensorflow function")) {
      put(keras, "elu", "alpha=1");
      put(keras, "celu", "alpha=1");
      put(keras, "gelu", "approximate=none");
      put(keras, "softmax", "axis=-1");
      put(keras, "log_softmax", "axis=-1");
    }
    for (String jax : List.of("jax function", "jax class")) {
      put(jax, "leaky_relu", "negative_slope!0.01");
      put(jax, "elu", "alpha=1");
      put(jax, "celu", "alpha=1");
      put(jax, "gelu", "approximate!True");
      put(jax, "softmax", "axis=-1");
      put(jax, "log_softmax", "axis=-1");
    }
    put("onnx class", "leaky_relu", "negative_slope|alpha!0.01");
    put("onnx class", "elu", "alpha=1");
    put("onnx class", "celu", "alpha=1");
    put("onnx class", "gelu", "approximate=none");
    put("onnx class", "softmax", "axis=-1");
    put("onnx class", "log_softmax", "axis=-1");
    put(
        "tensorflow class",
        "batch_norm",
        "axis=-1 -momentum epsilon!0.001 center=True scale=True training=False");
    put(
        "tensorflow function",
        "batch_norm",
        "-mean -variance -offset -scale epsilon|variance_epsilon");
    put("tensorflow class", "group_norm", "groups!32 axis=-1 epsilon!0.001 center=True scale=True");
    put("tensorflow class", "layer_norm", "axis=-1 epsilon!0.001 center=True scale=True");
  }

  /** Without parameters for a function that is not listed here. */
  static FunctionSignature of(Framework framework, boolean isClass, String function) {
    String kind = framework.id() + (isClass ? " class " : " function ");
    return TABLE.getOrDefault(kind + function, UNKNOWN);
  }
}
