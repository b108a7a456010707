package io.github.padbridge.proof;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import java.util.HashSet;
import java.util.Set;

/** Tells whether a plan takes windows along each axis no more than once. */
final class SingleWindows {
  private final Set<Integer> windowed = new HashSet<>();
  private boolean pooled;
  private boolean moved;

  private SingleWindows() {}

  /**
   * True where each output is the largest of a product of arithmetic progressions, one for each
   * axis, whatever the numbers in the plan are: its steps take windows along each axis at most
   * once, and otherwise pad with constants, crop, and move axes. False where this cannot be told.
   */
  static boolean in(Plan plan) {
    SingleWindows windows = new SingleWindows();
    return plan.steps().stream().allMatch(traced -> windows.allow(traced.step()));
  }

  private boolean allow(Step step) {
    if (step.on() != Operand.DATA) {
      return false;
    }
    if (step instanceof TensorFlowStep.Pool || step instanceof TorchStep.Pool) {
      boolean first = !pooled && windowed.isEmpty();
      pooled = true;
      return first;
    }
    if (step instanceof TensorFlowStep.WindowMax window) {
      // After axes have moved, another number may be the same axis.
      boolean known = windowed.isEmpty() || !moved;
      moved = false;
      return !pooled && known && windowed.add(window.axis());
    }
    if (step instanceof Step.Transpose
        || step instanceof Step.ExpandDims
        || step instanceof Step.Squeeze) {
      moved = true;
      return true;
    }
    return step instanceof Step.Slice
        || step instanceof TorchStep.SamePad
        || (step instanceof Step.Pad pad && pad.mode() == Step.Pad.Mode.CONSTANT);
  }
}
