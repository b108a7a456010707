package io.github.padbridge.spec;

import static io.github.padbridge.spec.Argument.DILATION;
import static io.github.padbridge.spec.Argument.IN_CHANNELS;
import static io.github.padbridge.spec.Argument.KERNEL_SIZE;
import static io.github.padbridge.spec.Argument.OUTPUT_PADDING;
import static io.github.padbridge.spec.Argument.OUT_CHANNELS;
import static io.github.padbridge.spec.Argument.PADDING;
import static io.github.padbridge.spec.Argument.STRIDE;

import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Rules.Findings;
import java.util.List;

/** The rules of PyTorch's that a layer breaks by its arguments alone, whatever its input. */
final class ArgumentRules {
  private ArgumentRules() {}

  static void groupsArePositive(ConvSpec spec, Findings findings) {
    if (spec.groups() < 1) {
      findings.add("groups must be at least 1 (got " + spec.groups() + ")", null);
    }
  }

  static void inChannelsArePositive(ConvSpec spec, Findings findings) {
    arePositive(IN_CHANNELS, spec.inChannels(), findings);
  }

  static void outChannelsArePositive(ConvSpec spec, Findings findings) {
    arePositive(OUT_CHANNELS, spec.outChannels(), findings);
  }

  /** A number of channels that is known is at least 1. */
  static void arePositive(String name, Size channels, Findings findings) {
    if (InputRules.isBelow(channels, 1)) {
      findings.add(name + " must be at least 1 (got " + channels + ")", null);
    }
  }

  static void inChannelsDivideByGroups(ConvSpec spec, Findings findings) {
    divides(IN_CHANNELS, spec.inChannels(), spec.groups(), findings);
  }

  static void outChannelsDivideByGroups(ConvSpec spec, Findings findings) {
    divides(OUT_CHANNELS, spec.outChannels(), spec.groups(), findings);
  }

  private static void divides(String name, Size channels, int groups, Findings findings) {
    if (!isDivisible(channels, groups)) {
      findings.add(
          name + " must be divisible by groups (got " + channels + " and groups " + groups + ")",
          null);
    }
  }

  /**
   * Whether channels can be divided into so many groups; of unknown ones it is taken that they can.
   */
  static boolean isDivisible(Size channels, int groups) {
    return !channels.isKnown() || channels.value() % groups == 0;
  }

  static void kernelSizeIsPositive(ConvSpec spec, Findings findings) {
    atLeast(1, KERNEL_SIZE, spec.kernelSize(), findings);
  }

  static void strideIsPositive(ConvSpec spec, Findings findings) {
    atLeast(1, STRIDE, spec.stride(), findings);
  }

  static void dilationIsPositive(ConvSpec spec, Findings findings) {
    atLeast(1, DILATION, spec.dilation(), findings);
  }

  static void outputPaddingIsNotNegative(ConvSpec spec, Findings findings) {
    atLeast(0, OUTPUT_PADDING, spec.outputPadding(), findings);
  }

  static void atLeast(int least, String name, List<Integer> values, Findings findings) {
    for (int axis = 0; axis < values.size(); axis++) {
      if (values.get(axis) < least) {
        String rule = least == 0 ? " must not be negative" : " must be at least " + least;
        findings.add(name + rule + " (got " + perAxis(values) + ")", null);
        return;
      }
    }
  }

  static void effectiveKernelIsBounded(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      reachIsBounded(spec, axis, spec.effectiveKernel(axis), findings);
    }
  }

  static void reachIsBounded(Layer layer, int axis, long reach, Findings findings) {
    if (reach > Integer.MAX_VALUE) {
      findings.add(
          "dilation·(kernel_size − 1) + 1 must fit 32 bits (got "
              + reach
              + Rules.on(layer, axis)
              + ")",
          null);
    }
  }

  static void transposedPadsZeros(ConvSpec spec, Findings findings) {
    if (spec.op().isTransposed() && spec.paddingMode() != PaddingMode.ZEROS) {
      findings.add(
          spec.op().functionName()
              + " takes padding_mode zeros only (got "
              + spec.paddingMode().torchName()
              + ")",
          null);
    }
  }

  static void runtimePaddingIsPlain(ConvSpec spec, Findings findings) {
    boolean isPerSide = spec.padding() instanceof Padding.PerSide;
    if (spec.op().isTransposed() && (isPerSide || spec.padsAtRuntime())) {
      findings.add(
          "runtime_padding needs a forward convolution (got " + spec.op().functionName() + ")",
          null);
    } else if (spec.padsAtRuntime() && spec.paddingMode() != PaddingMode.ZEROS) {
      findings.add(
          "runtime_padding \"SAME\" needs padding_mode zeros (got "
              + spec.paddingMode().torchName()
              + ")",
          null);
    }
  }

  static void perSidePaddingIsNotNegative(ConvSpec spec, Findings findings) {
    if (spec.padding() instanceof Padding.PerSide perSide
        && perSide.amounts().stream().anyMatch(pad -> pad.before() < 0 || pad.after() < 0)) {
      findings.add("runtime_padding must not be negative", "crop with a step of its own");
    }
  }

  static void sameNeedsStrideOne(ConvSpec spec, Findings findings) {
    if (spec.padding() instanceof Padding.Same
        && spec.stride().stream().anyMatch(stride -> stride != 1)) {
      findings.add(
          "padding \"same\" needs stride 1 (got stride " + perAxis(spec.stride()) + ")",
          "PyTorch has no \"same\" for strided convolutions; give the padding in numbers");
    }
  }

  static void paddingIsNotNegative(ConvSpec spec, Findings findings) {
    // The other modes pad with F.pad, which reads a negative amount as a crop.
    if (spec.paddingMode() == PaddingMode.ZEROS
        && spec.padding() instanceof Padding.Explicit explicit) {
      atLeast(0, PADDING, explicit.amounts(), findings);
    }
  }

  static void outputPaddingIsBounded(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      int outputPadding = spec.outputPadding().get(axis);
      int stride = spec.stride().get(axis);
      int dilation = spec.dilation().get(axis);
      if (spec.op().isTransposed() && outputPadding >= Math.max(stride, dilation)) {
        findings.add(
            "output_padding must be smaller than either stride or dilation (got output_padding "
                + outputPadding
                + ", stride "
                + stride
                + ", dilation "
                + dilation
                + Rules.on(spec, axis)
                + ")",
            null);
      }
    }
  }

  private static String perAxis(List<Integer> values) {
    return values.stream().distinct().count() == 1 ? values.get(0).toString() : values.toString();
  }
}
