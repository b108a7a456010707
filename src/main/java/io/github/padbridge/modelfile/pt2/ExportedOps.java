package io.github.padbridge.modelfile.pt2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ops of exported programs that count here. */
final class ExportedOps {
  private enum Kind {
    CONVOLUTION,
    POOLING,
    ADAPTIVE,
    PAD,
    SLICE,
    /** What moves windows and is not translated. */
    LEFT_OUT
  }

  /** A table, and no patterns: a program has thousands of calls. */
  private static final Map<String, Kind> KINDS = new HashMap<>();

  static {
    for (String rank : List.of("1d", "2d", "3d")) {
      put(Kind.CONVOLUTION, "conv" + rank, "conv_transpose" + rank);
      for (String pool : List.of("max_pool" + rank, "avg_pool" + rank)) {
        put(Kind.POOLING, pool, pool + "_with_indices");
        put(Kind.ADAPTIVE, "adaptive_" + pool, "_adaptive_" + pool);
      }
      put(Kind.PAD, "reflection_pad" + rank, "replication_pad" + rank);
    }
    put(Kind.CONVOLUTION, "convolution", "_convolution");
    put(Kind.PAD, "pad", "constant_pad_nd");
    put(Kind.SLICE, "slice");
    put(Kind.LEFT_OUT, "fractional_max_pool2d", "fractional_max_pool3d", "max_unpool2d");
    put(Kind.LEFT_OUT, "max_unpool3d", "im2col", "col2im", "deform_conv2d");
  }

  private ExportedOps() {}

  private static void put(Kind kind, String... ops) {
    for (String op : ops) {
      KINDS.put(op, kind);
    }
  }

  private static boolean is(Kind wanted, String op) {
    @Nullable Kind kind = KINDS.get(op);
    return kind == wanted;
  }

  static boolean isKept(String op) {
    return KINDS.containsKey(op);
  }

  static boolean isWindow(String op) {
    return isConvolution(op) || isPooling(op) || isAdaptive(op);
  }

  static boolean isConvolution(String op) {
    return is(Kind.CONVOLUTION, op);
  }

  static boolean isPooling(String op) {
    return is(Kind.POOLING, op);
  }

  static boolean isAdaptive(String op) {
    return is(Kind.ADAPTIVE, op);
  }

  static boolean isPad(String op) {
    return is(Kind.PAD, op);
  }

  static boolean isSlice(String op) {
    return is(Kind.SLICE, op);
  }

  static boolean isLeftOut(String op) {
    return is(Kind.LEFT_OUT, op);
  }
}
