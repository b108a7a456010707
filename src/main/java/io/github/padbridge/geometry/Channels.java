package io.github.padbridge.geometry;

import io.github.padbridge.shape.Size;
import java.util.OptionalLong;

/**
 * The channels of a convolution, any of which may be unknown.
 *
 * @param in input channels of all groups together
 * @param out output channels of all groups together
 * @param groups the number of groups; unknown where every input channel is a group
 */
public record Channels(Size in, Size out, Size groups) {
  /** Channels that are all known. */
  public static Channels of(int in, int out, int groups) {
    return new Channels(Size.of(in), Size.of(out), Size.of(groups));
  }

  /** Whether every output channel reads all input channels. */
  public boolean isOneGroup() {
    return groups.equals(Size.of(1));
  }

  /** The output channels of one group; empty where they depend on an unknown number. */
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

  /** Whether there are several groups of one input channel each. */
  public boolean isDepthwise() {
    return !isOneGroup() && in.equals(groups);
  }
}
