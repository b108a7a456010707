package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * A transposed convolution of {@code (N, C, spatial...)} with {@code (C, O/groups, k...)} that
 * crops its full result.
 *
 * @param strides one a spatial axis
 * @param crops one a spatial axis, from the ends of the full result; not negative, in PyTorch equal
 *     at both ends
 * @param outputPadding one a spatial axis, added at the end; less than the stride in ONNX, which
 *     ONNX Runtime demands
 * @param groups known
 * @param bias whether the op adds the bias
 */
public record ConvTranspose(
    List<Integer> strides,
    List<Integer> dilations,
    List<PadAmount> crops,
    List<Integer> outputPadding,
    Size groups,
    boolean bias)
    implements Step {
  public ConvTranspose {
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    crops = List.copyOf(crops);
    outputPadding = List.copyOf(outputPadding);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    Shape weight = before.weight();
    Shape spread =
        before.along(
            on(),
            2,
            strides.size(),
            (axis, in) ->
                ConvArithmetic.transposedFull(
                        in,
                        ConvArithmetic.effectiveKernel(
                            weight.size(axis + 2).value(), dilations.get(axis)),
                        strides.get(axis))
                    .minus(crops.get(axis).total())
                    .plus(outputPadding.get(axis)));
    return spread.with(1, weight.size(1).times(groups.value()));
  }

  @Override
  public Columns columns(Shape before, Shape after, Shape weight) {
    return Columns.of(before, 1, weight, 0, Size.of(1));
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R convTranspose(ConvTranspose step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).convTranspose(this);
  }
}
