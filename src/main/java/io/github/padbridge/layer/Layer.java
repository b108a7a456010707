package io.github.padbridge.layer;

import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A valid layer of one framework. */
public sealed interface Layer permits TorchSpec, TensorFlowSpec, OnnxSpec, JaxSpec {

  /**
   * One method for each kind of layer.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    R conv(ConvSpec spec);

    R pool(PoolSpec spec);

    R tensorFlow(TensorFlowSpec spec);

    R onnx(OnnxSpec spec);

    R jax(JaxSpec spec);
  }

  <R> R accept(Visitor<R> visitor);

  /** The framework of the layer. */
  Framework framework();

  /** The name of the function that computes it, such as {@code conv_transpose2d}. */
  String opName();

  int spatialRank();

  /** The windows of the kernel or pooling. */
  Windows windows();

  default List<Integer> kernelSize() {
    return windows().kernelSize();
  }

  /** The extent of a window on an axis, dilation included. */
  default long effectiveKernel(int axis) {
    return windows().effectiveKernel(axis);
  }

  /** The layout of input and output. */
  Layout layout();

  /** The layout of the weight; null if the layer has none. */
  @Nullable Layout weightLayout();

  /** The name in this framework of the PyTorch argument {@code torchName}. */
  default String argument(String torchName) {
    return torchName;
  }

  /** The input shape in the layout of the framework; sizes may be unknown. */
  Shape inputShape();

  /** The output shape in the layout of the framework. */
  default Shape outputShape() {
    List<Size> sizes = new ArrayList<>(inputShape().sizes());
    sizes.set(channelAxis(), outChannels());
    for (int axis = 0; axis < spatialRank(); axis++) {
      sizes.set(dataAxis(axis), outputSize(axis));
    }
    return new Shape(sizes);
  }

  /** The weight shape in the layout of the framework; null if the layer has none. */
  @Nullable Shape weightShape();

  /** The bias shape {@code (O,)}; null if the layer has none. */
  @Nullable Shape biasShape();

  /** The input size of a spatial axis. */
  default Size inputSize(int axis) {
    return inputShape().size(dataAxis(axis));
  }

  /** The output size of a spatial axis. */
  Size outputSize(int axis);

  /** Whether the input has a batch axis. */
  boolean isBatched();

  /** The index of the channel axis of the input. */
  int channelAxis();

  /** The index of a spatial axis among all axes of the input. */
  int dataAxis(int axis);

  /** The channels of the input; may be unknown. */
  default Size inChannels() {
    return inputShape().size(channelAxis());
  }

  /** The channels of the output; may be unknown. */
  Size outChannels();

  /** The number of groups in the arguments: 1 for a depthwise layer of TensorFlow. */
  default int groups() {
    return 1;
  }

  /**
   * This layer with another input shape.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if the framework refuses that shape
   */
  Layer withInputShape(Shape shape);

  /** The unknown input channels of a layer. */
  static Size openInChannels() {
    return Size.unknown(inputName('C'));
  }

  /** The unknown output channels of a layer. */
  static Size openOutChannels() {
    return Size.unknown("C_out");
  }

  /** The name of the input size of an axis in formulas: {@code L_in}. */
  static String inputName(char axis) {
    return axis + "_in";
  }

  /** Whether the layer computes TensorFlow SAME padding when it runs. */
  default boolean padsAtRuntime() {
    return false;
  }

  /** The elements that output_padding adds at the end of an axis; 0 for layers without it. */
  default int outputPadding(int axis) {
    return 0;
  }

  /** Whether the output size is an argument, so that the layer takes one input size only. */
  default boolean hasFixedOutput() {
    return false;
  }

  /** Why its kernel is flipped for an op that reads it the other way. */
  default String whyFlipped() {
    return "a true convolution flips the kernel";
  }

  /** The letter of a spatial axis: L; H, W; or D, H, W. */
  default char axisName(int axis) {
    return Layout.spatialAxes(spatialRank()).charAt(axis);
  }
}
