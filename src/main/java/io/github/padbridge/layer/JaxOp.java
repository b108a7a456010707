package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The convolution of {@code jax.lax} and the poolings that its {@code reduce_window} computes. */
public enum JaxOp {
  CONV("conv_general_dilated"),
  /** {@code flax.linen.max_pool}: the maximum of each window. */
  MAX_POOL("max_pool"),
  /** {@code flax.linen.avg_pool}: the average of each window. */
  AVG_POOL("avg_pool"),
  /** {@code reduce_window} with {@code lax.add}: the sum of each window. */
  SUM_POOL("sum_pool");

  private static final Pattern MODULE =
      Pattern.compile("^((jax\\.)?lax|flax\\.linen|(flax\\.)?nnx)\\.");

  private static final Map<String, JaxOp> NAMED =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(JaxOp::functionName, op -> op));

  private final String functionName;

  JaxOp(String functionName) {
    this.functionName = functionName;
  }

  public boolean isPooling() {
    return this != CONV;
  }

  /** The name in specs, such as {@code conv_general_dilated}. */
  public String functionName() {
    return functionName;
  }

  /** The op of a name, with or without its module: {@code lax.conv_general_dilated}. */
  public static Optional<JaxOp> named(String name) {
    return Optional.ofNullable(NAMED.get(MODULE.matcher(name).replaceFirst("")));
  }

  /** Whether a name can only mean JAX: no other framework has ops of these names. */
  public static boolean isUnmistakable(String name) {
    return named(name).isPresent();
  }

  public static List<String> functionNames() {
    return Arrays.stream(values()).map(JaxOp::functionName).toList();
  }
}
