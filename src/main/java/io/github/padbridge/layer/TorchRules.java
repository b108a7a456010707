package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.DILATION;
import static io.github.padbridge.layer.Argument.GROUPS;
import static io.github.padbridge.layer.Argument.INPUT_SHAPE;
import static io.github.padbridge.layer.Argument.IN_CHANNELS;
import static io.github.padbridge.layer.Argument.KERNEL_SIZE;
import static io.github.padbridge.layer.Argument.OUTPUT_PADDING;
import static io.github.padbridge.layer.Argument.OUT_CHANNELS;
import static io.github.padbridge.layer.Argument.PADDING;
import static io.github.padbridge.layer.Argument.PADDING_MODE;
import static io.github.padbridge.layer.Argument.RUNTIME_PADDING;
import static io.github.padbridge.layer.Argument.STRIDE;

import io.github.padbridge.diagnostic.Refusal;

/**
 * The rules by which PyTorch accepts or refuses a convolution, from {@code
 * torch/nn/modules/conv.py} and the checks of ATen at run time. An unknown size breaks no rule.
 *
 * <p>The rules are those for a non-empty input: with nothing to compute, PyTorch skips several
 * checks and accepts even a dilation of 0.
 *
 * <p>Padbridge adds one rule: arguments, effective kernels and output sizes must fit 32 bits.
 */
final class TorchRules {
  private static final Rules<ConvSpec> RULES =
      new Rules<ConvSpec>()
          .rule(ArgumentRules::groupsArePositive, GROUPS)
          .rule(ArgumentRules::inChannelsArePositive, IN_CHANNELS)
          .rule(ArgumentRules::outChannelsArePositive, OUT_CHANNELS)
          .remark(ArgumentRules::inChannelsDivideByGroups, IN_CHANNELS, GROUPS)
          .remark(ArgumentRules::outChannelsDivideByGroups, OUT_CHANNELS, GROUPS)
          .rule(LayerRules::kernelSizeIsPositive, KERNEL_SIZE)
          .rule(LayerRules::strideIsPositive, STRIDE)
          .rule(LayerRules::dilationIsPositive, DILATION)
          .axisRule(LayerRules::effectiveKernelIsBounded, KERNEL_SIZE, DILATION)
          .rule(ArgumentRules::transposedPadsZeros, PADDING_MODE)
          .rule(ArgumentRules::runtimePaddingIsPlain, RUNTIME_PADDING, PADDING_MODE)
          .rule(ArgumentRules::perSidePaddingIsNotNegative, RUNTIME_PADDING)
          .rule(ArgumentRules::sameNeedsStrideOne, PADDING, STRIDE)
          .rule(ArgumentRules::paddingIsNotNegative, PADDING, PADDING_MODE)
          .rule(ArgumentRules::outputPaddingIsNotNegative, OUTPUT_PADDING)
          .axisRule(ArgumentRules::outputPaddingIsBounded, OUTPUT_PADDING, STRIDE, DILATION)
          .rule(InputRules::inputHasTheAxes, INPUT_SHAPE)
          .rule(LayerRules::inputIsNotEmpty, INPUT_SHAPE)
          .remark(InputRules::inputHasTheChannels, INPUT_SHAPE, IN_CHANNELS)
          .axisRule(
              InputRules::paddingModeReachesOnce,
              PADDING,
              PADDING_MODE,
              INPUT_SHAPE,
              KERNEL_SIZE,
              DILATION,
              STRIDE)
          .axisRule(
              InputRules::kernelFits,
              KERNEL_SIZE,
              DILATION,
              PADDING,
              PADDING_MODE,
              INPUT_SHAPE,
              STRIDE)
          .axisRule(
              InputRules::outputIsNotEmpty,
              PADDING,
              RUNTIME_PADDING,
              OUTPUT_PADDING,
              KERNEL_SIZE,
              DILATION,
              INPUT_SHAPE,
              STRIDE)
          .axisRule(
              InputRules::outputIsBounded,
              INPUT_SHAPE,
              PADDING,
              RUNTIME_PADDING,
              OUTPUT_PADDING,
              KERNEL_SIZE,
              DILATION,
              STRIDE);

  private TorchRules() {}

  /**
   * @throws Refusal with a fault for every broken rule
   */
  static void require(ConvSpec spec) {
    RULES.require(spec);
  }
}
