package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import java.util.Collections;
import java.util.List;

/**
 * Windows over the spatial axes, with one number for each axis.
 *
 * @param size the elements of a window
 * @param strides from one window to the next
 * @param dilations from one element of a window to the next
 */
public record WindowGrid(List<Integer> size, List<Integer> strides, List<Integer> dilations) {
  public WindowGrid {
    size = List.copyOf(size);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
  }

  /** Windows of adjacent elements. */
  public static WindowGrid of(List<Integer> size, List<Integer> strides) {
    return new WindowGrid(size, strides, Collections.nCopies(size.size(), 1));
  }

  public int rank() {
    return size.size();
  }

  /** How many elements a window spans along an axis. */
  public long reach(int axis) {
    return ConvArithmetic.effectiveKernel(size.get(axis), dilations.get(axis));
  }

  public boolean isDilated() {
    return dilations.stream().anyMatch(apart -> apart > 1);
  }
}
