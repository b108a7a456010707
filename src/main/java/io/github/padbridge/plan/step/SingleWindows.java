package io.github.padbridge.plan.step;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Checks whether a plan takes windows at most once along each axis. */
public final class SingleWindows {
  private final Set<Integer> windowed = new HashSet<>();
  private boolean all;
  private boolean moved;

  private SingleWindows() {}

  /**
   * Whether each output is the maximum over a product of arithmetic progressions, one for each
   * axis: the steps take windows at most once along each axis, and otherwise only pad with
   * constants, crop and move axes. False where this is not certain.
   */
  public static boolean in(Stream<Step> steps) {
    SingleWindows windows = new SingleWindows();
    return steps.allMatch(step -> step.on() == Operand.DATA && step.keeps(windows));
  }

  /** Takes windows along all spatial axes; false where some were taken before. */
  public boolean takeAll() {
    boolean first = !all && windowed.isEmpty();
    all = true;
    return first;
  }

  /**
   * Takes windows along one axis; false where some were taken before, or where it is not certain.
   */
  public boolean take(int axis) {
    // After a transpose the same axis may have another number.
    boolean known = windowed.isEmpty() || !moved;
    moved = false;
    return !all && known && windowed.add(axis);
  }

  /** Moves axes, which is allowed. */
  public boolean moveAxes() {
    moved = true;
    return true;
  }
}
