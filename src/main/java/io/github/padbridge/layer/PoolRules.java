package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.DILATION;
import static io.github.padbridge.layer.Argument.DIVISOR_OVERRIDE;
import static io.github.padbridge.layer.Argument.INPUT_SHAPE;
import static io.github.padbridge.layer.Argument.KERNEL_SIZE;
import static io.github.padbridge.layer.Argument.PADDING;
import static io.github.padbridge.layer.Argument.RUNTIME_PADDING;
import static io.github.padbridge.layer.Argument.STRIDE;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.Size;

/**
 * The rules by which PyTorch accepts or refuses a pooling, as ATen checks them for a non-empty
 * batch ({@code aten/src/ATen/native/Pool.h}). An unknown size breaks no rule.
 */
final class PoolRules {
  private static final Rules<PoolSpec> RULES =
      new Rules<PoolSpec>()
          .rule(LayerRules::kernelSizeIsPositive, KERNEL_SIZE)
          .rule(LayerRules::strideIsPositive, STRIDE)
          .rule(LayerRules::dilationIsPositive, DILATION)
          .axisRule(LayerRules::effectiveKernelIsBounded, KERNEL_SIZE, DILATION)
          .rule(PoolRules::windowIsBounded, KERNEL_SIZE)
          .rule(PoolRules::paddingIsNotNegative, PADDING)
          .axisRule(PoolRules::paddingIsHalfTheKernel, PADDING, KERNEL_SIZE)
          .rule(PoolRules::runtimePaddingIsPlain, RUNTIME_PADDING)
          .rule(PoolRules::divisorIsNotZero, DIVISOR_OVERRIDE)
          .rule(InputRules::inputHasTheAxes, INPUT_SHAPE)
          .rule(PoolRules::inputIsNotEmpty, INPUT_SHAPE)
          .remark(PoolRules::average3dHoldsItsWindow, INPUT_SHAPE, KERNEL_SIZE)
          .axisRule(
              PoolRules::outputIsNotEmpty, KERNEL_SIZE, DILATION, PADDING, INPUT_SHAPE, STRIDE);

  private PoolRules() {}

  /**
   * @throws io.github.padbridge.diagnostic.Refusal with a fault for every broken rule
   */
  static void require(PoolSpec spec) {
    RULES.require(spec);
  }

  private static void paddingIsNotNegative(PoolSpec spec, Findings findings) {
    LayerRules.atLeast(0, PADDING, spec.padding(), findings);
  }

  /** A limit of Padbridge. */
  private static void windowIsBounded(PoolSpec spec, Findings findings) {
    double elements = 1;
    for (int size : spec.kernelSize()) {
      elements *= size;
    }
    if (elements > Integer.MAX_VALUE) {
      findings.add(
          "the elements of a window must fit 32 bits (got kernel_size " + spec.kernelSize() + ")",
          null);
    }
  }

  private static void paddingIsHalfTheKernel(PoolSpec spec, int axis, Findings findings) {
    int kernelSize = spec.kernelSize().get(axis);
    if (spec.padding().get(axis) > kernelSize / 2) {
      findings.addOn(
          axis,
          "padding must be at most half of kernel_size (got padding "
              + spec.padding().get(axis)
              + ", kernel_size "
              + kernelSize
              + Rules.AXES
              + ")",
          "pad with F.pad before the pooling");
    }
  }

  /** {@code timm.layers.MaxPool2dSame} computes its padding without the dilation. */
  private static void runtimePaddingIsPlain(PoolSpec spec, Findings findings) {
    if (!spec.padsSame()) {
      return;
    }
    if (!spec.op().isMax()) {
      findings.add(
          "runtime_padding needs a max pooling (got " + spec.opName() + ")",
          "an average pooling counts padded zeros: pad in a separate step");
    } else if (spec.dilation().stream().anyMatch(dilation -> dilation > 1) || spec.ceilMode()) {
      findings.add("runtime_padding needs dilation 1 and no ceil_mode", null);
    }
  }

  private static void divisorIsNotZero(PoolSpec spec, Findings findings) {
    if (spec.divisorOverride() != null && spec.divisorOverride() == 0) {
      findings.add("divisor_override must not be 0", null);
    }
  }

  private static void inputIsNotEmpty(PoolSpec spec, Findings findings) {
    LayerRules.inputIsNotEmpty(spec, findings);
    Size channels = spec.inputShape().size(spec.channelAxis());
    if (channels.isKnown() && channels.value() < 1) {
      findings.add("the input must have channels (got " + spec.inputShape() + ")", null);
    }
  }

  /** Only avg_pool3d compares the kernel with the input before padding. */
  private static void average3dHoldsItsWindow(PoolSpec spec, Findings findings) {
    for (int axis = 0; spec.op() == PoolOp.AVG_POOL3D && axis < 3; axis++) {
      Size in = spec.inputSize(axis);
      if (in.isKnown() && in.value() < spec.kernelSize().get(axis)) {
        findings.addOn(
            axis,
            "the kernel_size of avg_pool3d must not exceed the unpadded input (got kernel_size "
                + spec.kernelSize().get(axis)
                + ", input size "
                + in
                + Rules.AXES
                + ")",
            "pad with F.pad before the pooling");
      }
    }
  }

  private static void outputIsNotEmpty(PoolSpec spec, int axis, Findings findings) {
    Size out = spec.outputSize(axis);
    if (out.isKnown() && out.value() < 1) {
      findings.addOn(
          axis,
          "the window must not be larger than the padded input (got window "
              + spec.effectiveKernel(axis)
              + ", padded input "
              + spec.inputSize(axis).plus(2L * spec.padding().get(axis))
              + Rules.AXES
              + ")",
          null);
    }
  }
}
