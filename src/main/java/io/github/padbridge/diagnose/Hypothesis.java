package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Divisor;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a port may have computed.
 *
 * @param x the input as {@code (N, C, spatial...)}
 * @param weight as {@code (O, C/groups, k...)}; null for a pooling
 * @param bias {@code (O,)}; null if there is none
 * @param groups of the channels
 * @param reversed whether the kernel is read in reverse, as in a transposed convolution
 * @param divisor of an average pooling; null for every other layer
 * @param y the output of the port as {@code (N, O, spatial...)}
 */
record Hypothesis(
    View x,
    @Nullable View weight,
    @Nullable View bias,
    int groups,
    List<AxisWindow> axes,
    Beyond beyond,
    boolean reversed,
    @Nullable Divisor divisor,
    BiasUse biasUse,
    View y,
    List<Change> changes) {
  Hypothesis {
    axes = List.copyOf(axes);
    changes = List.copyOf(changes);
  }

  /** The channels of the output. */
  int outChannels() {
    return weight == null ? x.size(1) : weight.size(0);
  }

  /** The shape that the output must have: {@code (N, O, spatial...)}. */
  int[] outputShape() {
    int[] shape = new int[axes.size() + 2];
    shape[0] = x.size(0);
    shape[1] = outChannels();
    for (int axis = 0; axis < axes.size(); axis++) {
      shape[axis + 2] = axes.get(axis).out();
    }
    return shape;
  }

  /** Multiplications or comparisons for one output element. */
  long workOfOne() {
    long work = weight == null ? 1 : weight.size(1);
    for (AxisWindow axis : axes) {
      work *= axis.window().size();
    }
    return work;
  }

  /** Whether this computes the same from the same tensors, told in other words. */
  boolean computesLike(Hypothesis other) {
    return x == other.x
        && weight == other.weight
        && (bias == other.bias || biasUse == BiasUse.NEVER)
        && y == other.y
        && hasWindowsOf(other)
        && beyond == other.beyond
        && biasUse == other.biasUse
        && Objects.equals(divisor, other.divisor);
  }

  /**
   * Changes of the same kinds are told in other words where they differ only in what an average
   * that counts padding counts behind the data.
   */
  private boolean hasWindowsOf(Hypothesis other) {
    return axes.equals(other.axes)
        || (!(divisor instanceof Divisor.Padded)
            && kinds().equals(other.kinds())
            && IntStream.range(0, axes.size())
                .allMatch(axis -> axes.get(axis).readsLike(other.axes.get(axis))));
  }

  private List<Kind> kinds() {
    return changes.stream().map(Change::kind).toList();
  }
}
