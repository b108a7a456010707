package io.github.padbridge.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** PyTorch's six poolings over windows. */
public enum PoolOp {
  MAX_POOL1D(1, true),
  MAX_POOL2D(2, true),
  MAX_POOL3D(3, true),
  AVG_POOL1D(1, false),
  AVG_POOL2D(2, false),
  AVG_POOL3D(3, false);

  private final int spatialRank;
  private final boolean max;

  PoolOp(int spatialRank, boolean max) {
    this.spatialRank = spatialRank;
    this.max = max;
  }

  /** The number of spatial axes. */
  public int spatialRank() {
    return spatialRank;
  }

  /** True where the largest element of a window is taken, false where the average. */
  public boolean isMax() {
    return max;
  }

  /** The name in {@code torch.nn.functional}, such as {@code max_pool2d}. */
  public String functionName() {
    return (max ? "max_pool" : "avg_pool") + spatialRank + "d";
  }

  /** The name in {@code torch.nn}, such as {@code MaxPool2d}. */
  public String className() {
    return (max ? "MaxPool" : "AvgPool") + spatialRank + "d";
  }

  /** The op of a function or class name, which may carry its module: {@code nn.MaxPool2d}. */
  public static Optional<PoolOp> named(String name) {
    String bare = ConvOp.withoutModule(name);
    return Arrays.stream(values())
        .filter(op -> op.functionName().equals(bare) || op.className().equals(bare))
        .findFirst();
  }

  public static List<String> functionNames() {
    return Arrays.stream(values()).map(PoolOp::functionName).toList();
  }
}
