package io.github.padbridge.layer;

import java.util.List;
import java.util.stream.Stream;

/** The names under which the ops of both frameworks are known. */
public final class OpNames {
  private static final List<String> ALL =
      Stream.of(ConvOp.functionNames(), PoolOp.functionNames(), TensorFlowOp.functionNames())
          .flatMap(List::stream)
          .distinct()
          .toList();

  private OpNames() {}

  /** Function names without their module; a name may be both frameworks'. */
  public static List<String> all() {
    return ALL;
  }

  /** Whether an op has this name, which may carry its module or be a class's. */
  public static boolean isKnown(String name) {
    return ConvOp.named(name).isPresent()
        || PoolOp.named(name).isPresent()
        || TensorFlowOp.named(name).isPresent();
  }
}
