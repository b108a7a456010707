package io.github.padbridge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The convolutions and poolings of ONNX. */
public enum OnnxOp {
  CONV("Conv"),
  CONV_TRANSPOSE("ConvTranspose"),
  MAX_POOL("MaxPool"),
  AVERAGE_POOL("AveragePool"),
  GLOBAL_MAX_POOL("GlobalMaxPool"),
  GLOBAL_AVERAGE_POOL("GlobalAveragePool");

  private static final String MODULE = "onnx.";

  private final String opName;

  OnnxOp(String opName) {
    this.opName = opName;
  }

  /** The name of the operator, such as {@code ConvTranspose}. */
  public String opName() {
    return opName;
  }

  public boolean isTransposed() {
    return this == CONV_TRANSPOSE;
  }

  public boolean isPooling() {
    return this != CONV && this != CONV_TRANSPOSE;
  }

  public boolean isMax() {
    return this == MAX_POOL || this == GLOBAL_MAX_POOL;
  }

  /** Whether one window covers every spatial axis. */
  public boolean isGlobal() {
    return this == GLOBAL_MAX_POOL || this == GLOBAL_AVERAGE_POOL;
  }

  /** The op of a name, with or without {@code onnx.} in front of it. */
  public static Optional<OnnxOp> named(String name) {
    String bare = name.startsWith(MODULE) ? name.substring(MODULE.length()) : name;
    return Arrays.stream(values()).filter(op -> op.opName.equals(bare)).findFirst();
  }

  /** Whether a name can only mean ONNX. */
  public static boolean isUnmistakable(String name) {
    return name.startsWith(MODULE) || named(name).isPresent();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(OnnxOp::opName).toList();
  }
}
