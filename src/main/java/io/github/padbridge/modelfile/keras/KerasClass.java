package io.github.padbridge.modelfile.keras;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Keras class that moves windows, pads or crops.
 *
 * @param kind what it does
 * @param rank the number of its spatial axes
 */
record KerasClass(Kind kind, int rank) {
  enum Kind {
    CONV("conv"),
    CONV_TRANSPOSE("conv_transpose"),
    DEPTHWISE_CONV("depthwise_conv"),
    SEPARABLE_CONV("separable_conv"),
    MAX_POOL("max_pool"),
    AVERAGE_POOL("avg_pool"),
    GLOBAL_MAX_POOL("global_max_pool"),
    GLOBAL_AVERAGE_POOL("global_avg_pool"),
    ADAPTIVE_MAX_POOL("adaptive_max_pool"),
    ADAPTIVE_AVERAGE_POOL("adaptive_avg_pool"),
    ZERO_PADDING("pad"),
    CROPPING("crop"),
    /** {@code keras.ops.pad}. */
    PAD("pad");

    private final String opName;

    Kind(String opName) {
      this.opName = opName;
    }
  }

  private static final Pattern NAME =
      Pattern.compile(
          "(?:(Separable|Depthwise)?Conv(?:olution)?|(Global|Adaptive)?(Max|Average|Avg)Pool(?:ing)?"
              + "|(ZeroPadding|Cropping))([123])D(Transpose)?");

  /** The class of a layer, or of an op that stands among the layers. */
  static Optional<KerasClass> of(KerasNode node) {
    int rank = node.className().equals("Pad") && !node.isOwn() ? KerasPads.rank(node) : 0;
    return rank == 0 ? of(node.className()) : Optional.of(new KerasClass(Kind.PAD, rank));
  }

  static Optional<KerasClass> of(String className) {
    Matcher name = NAME.matcher(className);
    if (!name.matches()) {
      return Optional.empty();
    }
    Kind kind;
    boolean transposed = name.group(6) != null;
    if (name.group(4) != null) {
      kind = name.group(4).equals("Cropping") ? Kind.CROPPING : Kind.ZERO_PADDING;
    } else if (name.group(3) != null) {
      kind = pooling(String.valueOf(name.group(2)), name.group(3).equals("Max"));
    } else {
      kind =
          transposed
              ? Kind.CONV_TRANSPOSE
              : switch (String.valueOf(name.group(1))) {
                case "Separable" -> Kind.SEPARABLE_CONV;
                case "Depthwise" -> Kind.DEPTHWISE_CONV;
                default -> Kind.CONV;
              };
    }
    boolean isKnown = !transposed || (kind == Kind.CONV_TRANSPOSE && name.group(1) == null);
    return isKnown
        ? Optional.of(new KerasClass(kind, name.group(5).charAt(0) - '0'))
        : Optional.empty();
  }

  private static Kind pooling(String extent, boolean max) {
    return switch (extent) {
      case "Global" -> max ? Kind.GLOBAL_MAX_POOL : Kind.GLOBAL_AVERAGE_POOL;
      case "Adaptive" -> max ? Kind.ADAPTIVE_MAX_POOL : Kind.ADAPTIVE_AVERAGE_POOL;
      default -> max ? Kind.MAX_POOL : Kind.AVERAGE_POOL;
    };
  }

  boolean isConvolution() {
    return kind.ordinal() <= Kind.SEPARABLE_CONV.ordinal();
  }

  boolean isLocalPooling() {
    return kind == Kind.MAX_POOL || kind == Kind.AVERAGE_POOL;
  }

  boolean isPadOrCrop() {
    return kind == Kind.ZERO_PADDING || kind == Kind.CROPPING || kind == Kind.PAD;
  }

  /** TensorFlow's name: {@code conv2d_transpose}, {@code max_pool2d}. */
  String opName() {
    return kind == Kind.CONV_TRANSPOSE ? "conv" + rank + "d_transpose" : kind.opName + rank + "d";
  }
}
