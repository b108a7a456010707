package io.github.padbridge.render.python;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.spec.ConvSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The Keras layer that is a convolution, as the call that builds it. */
final class KerasConvolution {
  private final ConvSpec spec;
  private final int rank;

  KerasConvolution(ConvSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
  }

  /** How many output channels a depthwise layer has for each input channel. */
  int multiplier() {
    return spec.outChannels() / spec.inChannels();
  }

  /**
   * Whether the layer is Keras' depthwise one, whose op takes no unequal strides on every build.
   */
  boolean isDepthwise(TensorFlowStep.Conv step) {
    boolean equalStrides = step.strides().stream().distinct().count() == 1;
    return rank < 3 && step.groups() > 1 && step.groups() == spec.inChannels() && equalStrides;
  }

  Code conv(TensorFlowStep.Conv step) {
    List<Object> arguments = new ArrayList<>(List.of(spec.outChannels()));
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
    if (multiplier() > 1) {
      arguments.add(Code.named("depth_multiplier", multiplier()));
    }
    return layer("DepthwiseConv" + rank + "D", arguments);
  }

  Code convTranspose(TensorFlowStep.ConvTranspose step) {
    List<Object> arguments = new ArrayList<>(List.of(spec.outChannels()));
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
