package io.github.padbridge.render.python;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The Keras layer that is a convolution, as the call that builds it. */
final class KerasConvolution {
  private final ConvSpec spec;
  private final OpenSizes sizes;
  private final int rank;

  /**
   * @param sizes takes the sizes that the call needs and the layer leaves open
   */
  KerasConvolution(ConvSpec spec, OpenSizes sizes) {
    this.spec = spec;
    this.sizes = sizes;
    this.rank = spec.spatialRank();
  }

  /** How many output channels a depthwise layer has for each input channel. */
  int multiplier(TensorFlowStep.Conv step) {
    return spec.outChannels().dividedBy(step.groups()).intValue();
  }

  /**
   * Whether the layer is Keras' depthwise one, whose op takes no unequal strides on every build.
   */
  boolean isDepthwise(TensorFlowStep.Conv step) {
    boolean equalStrides = step.strides().stream().distinct().count() == 1;
    boolean depthwise = step.groups() > 1 && spec.inChannels().equals(Size.of(step.groups()));
    return rank < 3 && depthwise && spec.outChannels().isKnown() && equalStrides;
  }

  Code conv(TensorFlowStep.Conv step) {
    List<Object> arguments = new ArrayList<>(List.of(sizes.expression(spec.outChannels())));
    arguments.addAll(kernelArguments(step.strides(), step.dilations()));
    addSame(step, arguments);
    if (step.groups() > 1) {
      arguments.add(Code.named("groups", step.groups()));
    }
    return layer("Conv" + rank + "D", arguments);
  }

  Code depthwise(TensorFlowStep.Conv step) {
    List<Object> arguments = kernelArguments(step.strides(), step.dilations());
    addSame(step, arguments);
    if (multiplier(step) > 1) {
      arguments.add(Code.named("depth_multiplier", multiplier(step)));
    }
    return layer("DepthwiseConv" + rank + "D", arguments);
  }

  Code convTranspose(TensorFlowStep.ConvTranspose step) {
    List<Object> arguments = new ArrayList<>(List.of(sizes.expression(spec.outChannels())));
    arguments.addAll(kernelArguments(step.strides(), step.dilations()));
    // By default Keras makes the result longer where the kernel is shorter than the stride.
    boolean isDefault =
        IntStream.range(0, rank)
            .allMatch(
                axis ->
                    spec.outputPadding().get(axis) == 0
                        && spec.effectiveKernel(axis) >= spec.stride().get(axis));
    if (!isDefault) {
      arguments.add(Code.named("output_padding", Code.perAxis(spec.outputPadding())));
    }
    return layer("Conv" + rank + "DTranspose", arguments);
  }

  private static void addSame(TensorFlowStep.Conv step, List<Object> arguments) {
    if (step.padding() instanceof ConvPadding.Same) {
      arguments.add(Code.named("padding", "\"same\""));
    }
  }

  private List<Object> kernelArguments(List<Integer> strides, List<Integer> dilations) {
    List<Object> arguments = new ArrayList<>(List.of(Code.perAxis(spec.kernelSize())));
    arguments.add(Code.named("strides", Code.perAxis(strides)));
    if (dilations.stream().anyMatch(dilation -> dilation > 1)) {
      arguments.add(Code.named("dilation_rate", Code.perAxis(dilations)));
    }
    return arguments;
  }

  private Code layer(String kind, List<Object> arguments) {
    if (Parameters.takesOptionalBias(spec)) {
      arguments.add(Code.named("use_bias", "bias is not None"));
    }
    return Code.call("keras.layers." + kind, arguments.toArray());
  }
}
