package io.github.padbridge.geometry;

import io.github.padbridge.shape.Size;
import java.util.OptionalLong;

/**
 * The channels of a convolution, any of which may be unknown.
 *
 * @param in of the input, over all groups
 * @param out of the output, over all groups
 * @param groups of which each reads its own part of the input; unknown where there are as many as
 *     input channels
 */
public record Channels(Size in, Size out, Size groups) {
  /** Channels that are all known. */
  public static Channels of(int in, int out, int groups) {
    return new Channels(Size.of(in), Size.of(out), Size.of(groups));
  }

  /** True where every output reads all of the input. */
  public boolean isOneGroup() {
    return groups.equals(Size.of(1));
  }

  /** The output channels of a group; empty where they depend on a number that is not known. */
  public OptionalLong outPerGroup() {
    if (groups.isKnown()) {
      Size one = out.dividedBy(groups.value());
      return one.isKnown() ? OptionalLong.of(one.value()) : OptionalLong.empty();
    }
    long factor = out.factor() / groups.factor();
    return factor > 0 && groups.times(factor).equals(out)
        ? OptionalLong.of(factor)
        : OptionalLong.empty();
  }

  /** True where there are several groups, each of one input channel. */
  public boolean isDepthwise() {
    return !isOneGroup() && in.equals(groups);
  }
}
