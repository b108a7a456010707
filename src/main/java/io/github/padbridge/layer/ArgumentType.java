package io.github.padbridge.layer;

import java.util.Locale;

/**
 * The type of an argument of a spec. Its JSON Schema is in {@code schema/layers.json} under {@link
 * #schema}.
 */
public enum ArgumentType {
  POSITIVE_INTEGER,
  /** An integer; null means that it is not given. */
  OPTIONAL_INTEGER,
  /** A number of channels; null if unknown. */
  CHANNELS,
  BOOLEAN,
  /** One integer for all spatial axes, or one for each. */
  PER_AXIS,
  POSITIVE_PER_AXIS,
  OPTIONAL_PER_AXIS,
  /** The stride of a pooling: null and an empty list stand for the kernel size. */
  POOLING_STRIDE,
  /** An integer or a list, which may include the batch and the channels. */
  OVER_AXES,
  OPTIONAL_OVER_AXES,
  /** Sizes of the spatial axes, or of all. */
  OUTPUT_SIZES,
  /** One size for each axis; null for an unknown size or shape. */
  OPTIONAL_SHAPE,
  TORCH_PADDING,
  TENSORFLOW_PADDING,
  JAX_PADDING,
  DIMENSION_NUMBERS,
  MODE,
  SAME,
  SAME_OR_PAIRS,
  OPTIONAL_WORD,
  /** One positive integer for each spatial axis, always a list. */
  POSITIVE_LIST,
  /** The padding before each spatial axis, then the padding after each. */
  BEGINS_AND_ENDS,
  AUTO_PADDING,
  ZERO_OR_ONE,
  PYTORCH_NAME,
  TENSORFLOW_NAME,
  ONNX_NAME,
  JAX_NAME,
  CONVOLUTION_OP,
  POOLING_OP,
  TENSORFLOW_OP,
  ONNX_OP,
  JAX_CONVOLUTION_OP,
  JAX_POOLING_OP;

  /** The name of its schema: {@code positivePerAxis}. */
  public String schema() {
    StringBuilder name = new StringBuilder();
    for (String word : name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.replace(0, 1, name.substring(0, 1).toLowerCase(Locale.ROOT)).toString();
  }

  /** Whether null means the same as leaving the argument out. */
  boolean isNullAbsent() {
    return switch (this) {
      case OPTIONAL_INTEGER,
          CHANNELS,
          OPTIONAL_OVER_AXES,
          OUTPUT_SIZES,
          OPTIONAL_SHAPE,
          OPTIONAL_WORD,
          DIMENSION_NUMBERS ->
          true;
      default -> false;
    };
  }
}
