package io.github.padbridge.layer;

import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer of one framework, as that framework would accept it. */
public sealed interface Layer permits TorchSpec, TensorFlowSpec {

  /**
   * One answer a kind of layer.
   *
   * @param <R> the answer
   */
  interface Visitor<R> {
    R conv(ConvSpec spec);

    R pool(PoolSpec spec);

    R tensorFlow(TensorFlowSpec spec);
  }

  <R> R accept(Visitor<R> visitor);

  /** Whose layer it is. */
  Framework framework();

  /** The name of the function that computes it, such as {@code conv_transpose2d}. */
  String opName();

  int spatialRank();

  /** The windows that the kernel or the pooling reads. */
  Windows windows();

  default List<Integer> kernelSize() {
    return windows().kernelSize();
  }

  /** How far a window reaches on an axis. */
  default long effectiveKernel(int axis) {
    return windows().effectiveKernel(axis);
  }

  /** The order of the input's and the output's axes. */
  Layout layout();

  /** The order of the weight's axes; null where the layer has none. */
  @Nullable Layout weightLayout();

  /** The framework's name of an argument that PyTorch calls {@code torchName}. */
  default String argument(String torchName) {
    return torchName;
  }

  /** The input's shape in the framework's layout; sizes may be unknown. */
  Shape inputShape();

  /** The output's shape in the framework's layout. */
  default Shape outputShape() {
    List<Size> sizes = new ArrayList<>(inputShape().sizes());
    sizes.set(channelAxis(), outChannels());
    for (int axis = 0; axis < spatialRank(); axis++) {
      sizes.set(dataAxis(axis), outputSize(axis));
    }
    return new Shape(sizes);
  }

  /** The weight's shape in the framework's layout; null where the layer has none. */
  @Nullable Shape weightShape();

  /** {@code (O,)}; null where the layer has no bias. */
  @Nullable Shape biasShape();

  /** The input size of a spatial axis. */
  default Size inputSize(int axis) {
    return inputShape().size(dataAxis(axis));
  }

  /** The output size of a spatial axis. */
  Size outputSize(int axis);

  /** False where the input has no batch axis. */
  boolean isBatched();

  /** The position of the channels among the input's axes. */
  int channelAxis();

  /** The position of a spatial axis among the input's axes. */
  int dataAxis(int axis);

  /** The channels of the output; may be unknown. */
  Size outChannels();

  /**
   * This layer on another input.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if the framework refuses that shape
   */
  Layer withInputShape(Shape shape);

  /** The input channels of a layer that does not say them. */
  static Size openInChannels() {
    return Size.unknown(inputName('C'));
  }

  /** The output channels of a layer that does not say them. */
  static Size openOutChannels() {
    return Size.unknown("C_out");
  }

  /** What formulas call the input size of an axis: {@code L_in}. */
  static String inputName(char axis) {
    return axis + "_in";
  }

  /** True for a layer that pads what TensorFlow's SAME does, worked out when it runs. */
  default boolean padsAtRuntime() {
    return false;
  }

  /** The letter of a spatial axis: L; H, W; or D, H, W. */
  default char axisName(int axis) {
    return Layout.spatialAxes(spatialRank()).charAt(axis);
  }
}
