package io.github.padbridge.table;

import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.PoolOp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The op of a table: a PyTorch convolution or pooling.
 *
 * @param convolution null for a pooling
 * @param pooling null for a convolution
 * @param ceilMode whether the output size of a pooling is rounded up
 */
public record GridOp(@Nullable ConvOp convolution, @Nullable PoolOp pooling, boolean ceilMode) {
  /** The op of a name such as {@code conv2d} or {@code max_pool2d}. */
  public static Optional<GridOp> named(String name) {
    return ConvOp.named(name)
        .map(op -> new GridOp(op, null, false))
        .or(() -> PoolOp.named(name).map(op -> new GridOp(null, op, false)));
  }

  /** The names of all ops. */
  public static List<String> names() {
    return Stream.concat(ConvOp.functionNames().stream(), PoolOp.functionNames().stream()).toList();
  }

  /** The same pooling with its output size rounded up. */
  public GridOp withCeilMode() {
    return new GridOp(convolution, pooling, true);
  }

  /** The name in {@code torch.nn.functional}. */
  public String functionName() {
    return convolution != null
        ? convolution.functionName()
        : pooling != null ? pooling.functionName() : "";
  }

  /** The number of spatial axes. */
  public int spatialRank() {
    return convolution != null
        ? convolution.spatialRank()
        : pooling != null ? pooling.spatialRank() : 0;
  }

  /** Whether it is a transposed convolution. */
  public boolean isTransposed() {
    return convolution != null && convolution.isTransposed();
  }

  /** Whether it is an average pooling, which has no dilation. */
  public boolean isAverage() {
    return pooling != null && !pooling.isMax();
  }
}
