package io.github.padbridge.render.python;

import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.KerasKernel;
import java.util.ArrayList;
import java.util.List;

/** The Keras layer of a convolution, as a Python call. */
final class KerasConvolution {
  private final Layer layer;
  private final Convolution convolution;
  private final OpenSizes sizes;
  private final int rank;

  /**
   * @param sizes collects the unknown sizes that the call needs
   */
  KerasConvolution(Layer layer, OpenSizes sizes) {
    this.layer = layer;
    // Strategy keras plans only convolutions.
    this.convolution = (Convolution) LayerComputation.of(layer);
    this.sizes = sizes;
    this.rank = layer.spatialRank();
  }

  /** The number of output channels per input channel of a depthwise layer. */
  int multiplier() {
    return Math.toIntExact(convolution.channels().outPerGroup().orElseThrow());
  }

  List<Integer> kernelSize() {
    return convolution.axes().stream().map(axis -> axis.window().size()).toList();
  }

  /** Whether the Keras layer is depthwise. */
  boolean isDepthwise() {
    return KerasKernel.isDepthwise(convolution);
  }

  /** Whether the weight has the axes of a depthwise kernel, (k..., C, multiplier). */
  boolean hasDepthwiseKernel() {
    Layout weight = layer.weightLayout();
    return weight != null && weight.axes().endsWith("IM");
  }

  Code conv(Conv step) {
    List<Object> arguments =
        new ArrayList<>(List.of(sizes.expression(convolution.channels().out())));
    arguments.addAll(kernelArguments(step.strides(), step.dilations()));
    addSame(step, arguments);
    if (!step.groups().equals(Size.of(1))) {
      arguments.add(Code.named("groups", sizes.expression(step.groups())));
    }
    return call("Conv" + rank + "D", arguments);
  }

  Code depthwise(Conv step) {
    List<Object> arguments = kernelArguments(step.strides(), step.dilations());
    addSame(step, arguments);
    if (multiplier() > 1) {
      arguments.add(Code.named("depth_multiplier", multiplier()));
    }
    return call("DepthwiseConv" + rank + "D", arguments);
  }

  Code convTranspose(OutputShapeConvTranspose step) {
    List<Object> arguments =
        new ArrayList<>(List.of(sizes.expression(convolution.channels().out())));
    arguments.addAll(kernelArguments(step.strides(), step.dilations()));
    // By default Keras makes the result longer where the kernel is shorter than the stride.
    boolean isDefault =
        convolution.axes().stream()
            .allMatch(
                axis ->
                    axis.outputPadding() == 0
                        && axis.window().reach() >= axis.window().baseDilation());
    if (!isDefault) {
      List<Integer> outputPadding =
          convolution.axes().stream().map(WindowDimension::outputPadding).toList();
      arguments.add(Code.named("output_padding", Code.perAxis(outputPadding)));
    }
    return call("Conv" + rank + "DTranspose", arguments);
  }

  private static void addSame(Conv step, List<Object> arguments) {
    if (step.padding() instanceof WindowPadding.Same) {
      arguments.add(Code.named("padding", "\"same\""));
    }
  }

  private List<Object> kernelArguments(List<Integer> strides, List<Integer> dilations) {
    List<Object> arguments = new ArrayList<>(List.of(Code.perAxis(kernelSize())));
    arguments.add(Code.named("strides", Code.perAxis(strides)));
    if (dilations.stream().anyMatch(dilation -> dilation > 1)) {
      arguments.add(Code.named("dilation_rate", Code.perAxis(dilations)));
    }
    return arguments;
  }

  private Code call(String kind, List<Object> arguments) {
    if (Parameters.takesOptionalBias(layer)) {
      arguments.add(Code.named("use_bias", "bias is not None"));
    }
    return Code.call("keras.layers." + kind, arguments.toArray());
  }
}
