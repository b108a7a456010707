package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Pads by the amounts of SAME padding, computed from the data size when the step runs. Elements
 * that the stride leaves over are cropped from the end.
 *
 * @param on the data, or the coverage
 * @param firstAxis the position of the first spatial axis
 * @param grid the windows that the padding is for
 * @param rule how the padding is divided between the two ends
 */
public record SamePad(Operand on, int firstAxis, WindowGrid grid, Pad.Fill fill, SameRule rule)
    implements Step {
  /** The padding of data, or of a coverage, of known sizes; negative amounts crop. */
  public Pad at(int... sizes) {
    List<PadAmount> amounts = new ArrayList<>(Collections.nCopies(sizes.length, PadAmount.NONE));
    for (int axis = 0; axis < grid.rank(); axis++) {
      int in = sizes[firstAxis + axis];
      amounts.set(
          firstAxis + axis,
          ConvArithmetic.samePaddedOrCut(rule, in, grid.reach(axis), grid.strides().get(axis)));
    }
    return new Pad(on, amounts, Pad.Mode.CONSTANT, fill);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on,
        firstAxis,
        grid.rank(),
        (axis, in) -> ConvArithmetic.samePadded(in, grid.reach(axis), grid.strides().get(axis)));
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return true;
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R samePad(SamePad step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).samePad(this);
  }
}
