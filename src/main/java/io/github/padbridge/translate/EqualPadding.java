package io.github.padbridge.translate;

import io.github.padbridge.spec.ConvSpec;
import java.util.stream.IntStream;

/** What TensorFlow's own {@code padding} argument must be for a convolution to be PyTorch's. */
public enum EqualPadding {
  VALID("VALID"),
  SAME("SAME"),
  /** A list of pairs, one an axis. */
  EXPLICIT("explicit"),
  /** None: something must be padded or sliced beside it. */
  NONE("none");

  private final String text;

  EqualPadding(String text) {
    this.text = text;
  }

  /** The first that holds for a layer of one group that pads zeros and whose sizes are known. */
  public static EqualPadding of(ConvSpec spec) {
    if (isUnpadded(spec)) {
      return VALID;
    }
    if (SamePadding.holds(spec)) {
      return SAME;
    }
    return ExplicitPadding.holds(spec) ? EXPLICIT : NONE;
  }

  /** A transposed convolution that is not cropped may still lack what output_padding adds. */
  private static boolean isUnpadded(ConvSpec spec) {
    return IntStream.range(0, spec.spatialRank())
        .allMatch(axis -> spec.padAmount(axis).isNone() && spec.outputPadding().get(axis) == 0);
  }

  @Override
  public String toString() {
    return text;
  }
}
