package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * {@code tf.nn.convNd_transpose(x, filters, output_shape, strides, padding, dilations)} on {@code
 * (N, spatial..., C)} and {@code (k..., O, C)}.
 *
 * @param outputShape {@code (N, spatial..., O)}
 */
public record OutputShapeConvTranspose(
    List<Integer> strides, List<Integer> dilations, Shape outputShape, WindowPadding padding)
    implements Step {
  public OutputShapeConvTranspose {
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return outputShape;
  }

  @Override
  public Columns columns(Shape before, Shape after, Shape weight) {
    return Columns.of(before, strides.size() + 1, weight, strides.size() + 1, Size.of(1));
  }

  @Override
  public Object withoutSizes() {
    return List.of("transposed", strides, dilations, padding);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((TensorFlowInterpreter<R>) interpreter).outputShapeConvTranspose(this);
  }
}
