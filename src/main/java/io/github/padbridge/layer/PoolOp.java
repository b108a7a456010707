package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The max and average poolings of PyTorch. */
public enum PoolOp {
  MAX_POOL1D(1, true),
  MAX_POOL2D(2, true),
  MAX_POOL3D(3, true),
  AVG_POOL1D(1, false),
  AVG_POOL2D(2, false),
  AVG_POOL3D(3, false);

  private static final Map<String, PoolOp> NAMED = new HashMap<>();

  static {
    for (PoolOp op : values()) {
      NAMED.put(op.functionName(), op);
      NAMED.put(op.className(), op);
    }
  }

  private final int spatialRank;
  private final boolean max;
  private final String functionName;

  PoolOp(int spatialRank, boolean max) {
    this.spatialRank = spatialRank;
    this.max = max;
    this.functionName = (max ? "max_pool" : "avg_pool") + spatialRank + "d";
  }

  /** The number of spatial axes. */
  public int spatialRank() {
    return spatialRank;
  }

  /** True for max pooling, false for average pooling. */
  public boolean isMax() {
    return max;
  }

  /** The name in {@code torch.nn.functional}, such as {@code max_pool2d}. */
  public String functionName() {
    return functionName;
  }

  /** The name in {@code torch.nn}, such as {@code MaxPool2d}. */
  public String className() {
    return (max ? "MaxPool" : "AvgPool") + spatialRank + "d";
  }

  /** The op of a function or class name, with or without its module: {@code nn.MaxPool2d}. */
  public static Optional<PoolOp> named(String name) {
    return Optional.ofNullable(NAMED.get(ConvOp.withoutModule(name)));
  }

  public static List<String> functionNames() {
    return Arrays.stream(values()).map(PoolOp::functionName).toList();
  }
}
