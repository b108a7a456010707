package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Map;

/** The one step of a target that only tests have. */
public sealed interface ToyStep extends Step {
  OpSet OPS =
      new OpSet(
          "toy",
          "Toy",
          Map.of("expand_dims", "batch", "transpose", "move", "transpose.perm", "order"),
          pad -> List.of(new Term("around", pad.paddings())));

  interface Interpreter<R> extends io.github.padbridge.plan.Interpreter<R> {
    R conv(Conv step);
  }

  /** Channels second, a padding for each side, and no bias. */
  record Conv(List<Integer> strides, List<Integer> dilations, List<PadAmount> paddings, Size groups)
      implements ToyStep {
    @Override
    public Call call(OpSet ops) {
      return new Call("toy.conv", new Term("strides", strides), new Term("groups", groups));
    }

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

    @Override
    public <R> R accept(io.github.padbridge.plan.Interpreter<R> interpreter) {
      return ((Interpreter<R>) interpreter).conv(this);
    }
  }
}
