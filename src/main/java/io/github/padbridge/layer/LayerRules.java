package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.DILATION;
import static io.github.padbridge.layer.Argument.KERNEL_SIZE;
import static io.github.padbridge.layer.Argument.STRIDE;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for layers of every framework. An unknown size breaks no rule. */
final class LayerRules {
  private LayerRules() {}

  static void kernelSizeIsPositive(Layer layer, Findings findings) {
    atLeast(1, KERNEL_SIZE, layer.kernelSize(), findings);
  }

  static void strideIsPositive(Layer layer, Findings findings) {
    atLeast(1, layer.argument(STRIDE), layer.windows().stride(), findings);
  }

  static void dilationIsPositive(Layer layer, Findings findings) {
    atLeast(1, layer.argument(DILATION), layer.windows().dilation(), findings);
  }

  static void atLeast(int least, String name, List<Integer> values, Findings findings) {
    for (int value : values) {
      if (value < least) {
        String rule = least == 0 ? " must not be negative" : " must be at least " + least;
        findings.add(name + rule + " (got " + perAxis(values) + ")", null);
        return;
      }
    }
  }

  static String perAxis(List<Integer> values) {
    return values.stream().distinct().count() == 1 ? values.get(0).toString() : values.toString();
  }

  /** A known number of channels is at least 1. */
  static void arePositive(String name, Size channels, Findings findings) {
    if (isBelow(channels, 1)) {
      findings.add(name + " must be at least 1 (got " + channels + ")", null);
    }
  }

  /** Whether channels are divisible by groups; true for unknown channels. */
  static boolean isDivisible(Size channels, int groups) {
    return !channels.isKnown() || channels.value() % groups == 0;
  }

  static void outputPaddingIsBounded(
      Layer layer, int axis, int outputPadding, @Nullable String help, Findings findings) {
    int stride = layer.windows().stride().get(axis);
    int dilation = layer.windows().dilation().get(axis);
    if (outputPadding >= Math.max(stride, dilation)) {
      findings.addOn(
          axis,
          "output_padding must be smaller than the stride or the dilation (got output_padding "
              + outputPadding
              + ", stride "
              + stride
              + ", dilation "
              + dilation
              + Rules.AXES
              + ")",
          help);
    }
  }

  static void effectiveKernelIsBounded(Layer layer, int axis, Findings findings) {
    long reach = layer.effectiveKernel(axis);
    if (reach > Integer.MAX_VALUE) {
      findings.addOn(
          axis,
          "dilation*(kernel_size - 1) + 1 must fit 32 bits (got " + reach + Rules.AXES + ")",
          null);
    }
  }

  static void inputIsNotEmpty(Layer layer, Findings findings) {
    if (layer.isBatched() && isBelow(layer.inputShape().size(0), 0)) {
      findings.add("the batch size must not be negative (got " + layer.inputShape() + ")", null);
    }
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      if (isBelow(layer.inputSize(axis), 1)) {
        findings.addOn(
            axis,
            "input size must be at least 1 (got " + layer.inputSize(axis) + Rules.AXES + ")",
            isBelow(layer.inputSize(axis), 0)
                ? "write null where a size is unknown, ? in an option"
                : null);
      }
    }
  }

  /** The message for a kernel that is larger than the padded input on an axis. */
  static String kernelExceeds(Layer layer, int axis, Size padded) {
    int size = layer.windows().kernelSize().get(axis);
    long reach = layer.effectiveKernel(axis);
    return "the kernel must not be larger than the padded input (got kernel_size "
        + size
        + (reach == size ? "" : " dilated to " + reach)
        + ", padded input "
        + padded
        + Rules.AXES
        + ")";
  }

  /** Whether a size is less than a bound; false for an unknown size. */
  static boolean isBelow(Size size, long least) {
    return size.isKnown() && size.value() < least;
  }
}
