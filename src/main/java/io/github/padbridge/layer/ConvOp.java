package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The convolutions of PyTorch. */
public enum ConvOp {
  CONV1D(1, false),
  CONV2D(2, false),
  CONV3D(3, false),
  CONV_TRANSPOSE1D(1, true),
  CONV_TRANSPOSE2D(2, true),
  CONV_TRANSPOSE3D(3, true);

  private static final Pattern MODULE =
      Pattern.compile("^(torch\\.)?(nn\\.)?(functional\\.)?|^F\\.");

  private static final Map<String, ConvOp> NAMED = new HashMap<>();

  static {
    for (ConvOp op : values()) {
      NAMED.put(op.functionName(), op);
      NAMED.put(op.className(), op);
    }
  }

  private final int spatialRank;
  private final boolean transposed;
  private final String functionName;

  ConvOp(int spatialRank, boolean transposed) {
    this.spatialRank = spatialRank;
    this.transposed = transposed;
    this.functionName = (transposed ? "conv_transpose" : "conv") + spatialRank + "d";
  }

  /** The number of spatial axes. */
  public int spatialRank() {
    return spatialRank;
  }

  public boolean isTransposed() {
    return transposed;
  }

  /** The name in {@code torch.nn.functional}, such as {@code conv_transpose2d}. */
  public String functionName() {
    return functionName;
  }

  /** The name in {@code torch.nn}, such as {@code ConvTranspose2d}. */
  public String className() {
    return (transposed ? "ConvTranspose" : "Conv") + spatialRank + "d";
  }

  /**
   * The op of a function or class name with or without its module: {@code nn.Conv2d}, {@code
   * F.conv2d}.
   */
  public static Optional<ConvOp> named(String name) {
    return Optional.ofNullable(NAMED.get(withoutModule(name)));
  }

  /** The PyTorch name of a TensorFlow op such as {@code conv2d_transpose}. */
  public static Optional<String> torchName(String tensorFlowName) {
    return Arrays.stream(values())
        .filter(op -> op.transposed)
        .filter(op -> tensorFlowName.endsWith("conv" + op.spatialRank + "d_transpose"))
        .map(ConvOp::functionName)
        .findFirst();
  }

  /** The name without its module, such as {@code torch.nn.} or {@code F.}. */
  static String withoutModule(String name) {
    return name.indexOf('.') < 0 ? name : MODULE.matcher(name).replaceFirst("");
  }

  public static List<String> functionNames() {
    return Arrays.stream(values()).map(ConvOp::functionName).toList();
  }
}
