package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * The one step of a target that only tests have. Channels second, a padding for each side, and no
 * bias.
 */
public record ToyConv(
    List<Integer> strides, List<Integer> dilations, List<PadAmount> paddings, Size groups)
    implements Step {
  @Override
  public Shape shapeAfter(Shapes before) {
    Shape kernel = before.weight();
    Shape windows =
        before.along(
            on(),
            2,
            strides.size(),
            (axis, in) ->
                ConvArithmetic.forwardOutput(
                    ConvArithmetic.padded(in, paddings.get(axis)),
                    ConvArithmetic.effectiveKernel(
                        kernel.size(axis + 2).value(), dilations.get(axis)),
                    strides.get(axis)));
    return windows.with(1, kernel.size(0));
  }

  @Override
  public Columns columns(Shape before, Shape after, Shape weight) {
    return Columns.of(after, 1, weight, 0, groups);
  }

  /** An interpreter of the target. */
  public interface Visitor<R> extends Interpreter<R> {
    R toyConv(ToyConv step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).toyConv(this);
  }
}
