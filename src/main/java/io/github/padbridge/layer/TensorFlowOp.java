package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The convolutions and poolings of {@code tf.nn}. */
public enum TensorFlowOp {
  CONV1D(1, Kind.CONV),
  CONV2D(2, Kind.CONV),
  CONV3D(3, Kind.CONV),
  CONV1D_TRANSPOSE(1, Kind.CONV_TRANSPOSE),
  CONV2D_TRANSPOSE(2, Kind.CONV_TRANSPOSE),
  CONV3D_TRANSPOSE(3, Kind.CONV_TRANSPOSE),
  /** In Keras only. */
  DEPTHWISE_CONV1D(1, Kind.DEPTHWISE_CONV),
  DEPTHWISE_CONV2D(2, Kind.DEPTHWISE_CONV),
  MAX_POOL1D(1, Kind.MAX_POOL),
  MAX_POOL2D(2, Kind.MAX_POOL),
  MAX_POOL3D(3, Kind.MAX_POOL),
  AVG_POOL1D(1, Kind.AVG_POOL),
  AVG_POOL2D(2, Kind.AVG_POOL),
  AVG_POOL3D(3, Kind.AVG_POOL);

  /** The kind of op, regardless of its number of axes. */
  public enum Kind {
    CONV,
    CONV_TRANSPOSE,
    DEPTHWISE_CONV,
    MAX_POOL,
    AVG_POOL
  }

  private static final Pattern MODULE = Pattern.compile("^(tf|tensorflow)\\.nn\\.");

  private static final Map<String, TensorFlowOp> NAMED =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(TensorFlowOp::functionName, op -> op));

  private final int spatialRank;
  private final Kind kind;
  private final String functionName;

  TensorFlowOp(int spatialRank, Kind kind) {
    this.spatialRank = spatialRank;
    this.kind = kind;
    this.functionName = name().toLowerCase(Locale.ROOT);
  }

  /** The number of spatial axes. */
  public int spatialRank() {
    return spatialRank;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isTransposed() {
    return kind == Kind.CONV_TRANSPOSE;
  }

  public boolean isPooling() {
    return kind == Kind.MAX_POOL || kind == Kind.AVG_POOL;
  }

  /** Whether the padding may be a list of amounts. */
  public boolean takesExplicitPadding() {
    return switch (this) {
      case CONV2D, CONV2D_TRANSPOSE, DEPTHWISE_CONV2D, MAX_POOL1D, MAX_POOL2D -> true;
      default -> false;
    };
  }

  /** The name in {@code tf.nn}, such as {@code conv2d_transpose}. */
  public String functionName() {
    return functionName;
  }

  /** The op of a name, with or without its module: {@code tf.nn.conv2d}. */
  public static Optional<TensorFlowOp> named(String name) {
    String bare = name.indexOf('.') < 0 ? name : MODULE.matcher(name).replaceFirst("");
    return Optional.ofNullable(NAMED.get(bare));
  }

  /** Whether a name can only mean TensorFlow. */
  public static boolean isUnmistakable(String name) {
    return name.startsWith("tf.")
        || name.startsWith("tensorflow.")
        || (named(name).isPresent()
            && ConvOp.named(name).isEmpty()
            && PoolOp.named(name).isEmpty());
  }

  public static List<String> functionNames() {
    return Arrays.stream(values()).map(TensorFlowOp::functionName).toList();
  }
}
