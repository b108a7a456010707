package io.github.padbridge.plan;

import java.util.HashSet;
import java.util.Set;

/** The axes along which a plan takes windows, each no more than once. */
public final class SingleWindows {
  private final Set<Integer> windowed = new HashSet<>();
  private boolean all;
  private boolean moved;

  private SingleWindows() {}

  /**
   * True where each output is the largest of a product of arithmetic progressions, one for each
   * axis, whatever the numbers in the plan are: its steps take windows along each axis at most
   * once, and otherwise pad with constants, crop, and move axes. False where this cannot be told.
   */
  public static boolean in(Plan plan) {
    SingleWindows windows = new SingleWindows();
    return plan.steps().stream()
        .map(Plan.Traced::step)
        .allMatch(step -> step.on() == Operand.DATA && step.keeps(windows));
  }

  /** Takes windows along all spatial axes; false where some were taken before. */
  public boolean takeAll() {
    boolean first = !all && windowed.isEmpty();
    all = true;
    return first;
  }

  /** Takes windows along one axis; false where some were taken, or that cannot be told. */
  public boolean take(int axis) {
    // After axes have moved, another number may be the same axis.
    boolean known = windowed.isEmpty() || !moved;
    moved = false;
    return !all && known && windowed.add(axis);
  }

  /** Gives axes other numbers, which is allowed. */
  public boolean moveAxes() {
    moved = true;
    return true;
  }
}
