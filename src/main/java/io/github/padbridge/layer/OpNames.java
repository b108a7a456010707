package io.github.padbridge.layer;

import java.util.List;
import java.util.stream.Stream;

/** The names of the ops of every framework. */
public final class OpNames {
  /** Help for an unknown name. */
  public static final String HELP = "padbridge help layers lists the known layers";

  private static final List<String> ALL =
      Stream.of(
              ConvOp.functionNames(),
              PoolOp.functionNames(),
              TensorFlowOp.functionNames(),
              JaxOp.functionNames())
          .flatMap(List::stream)
          .distinct()
          .toList();

  private OpNames() {}

  /** Function names without their module, for hints; some are in several frameworks. */
  public static List<String> all() {
    return ALL;
  }

  /** Whether an op has this function or class name, with or without its module. */
  public static boolean isKnown(String name) {
    return ConvOp.named(name).isPresent()
        || PoolOp.named(name).isPresent()
        || TensorFlowOp.named(name).isPresent()
        || OnnxOp.named(name).isPresent()
        || JaxOp.named(name).isPresent();
  }
}
