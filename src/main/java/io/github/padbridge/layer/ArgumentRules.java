package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.IN_CHANNELS;
import static io.github.padbridge.layer.Argument.OUTPUT_PADDING;
import static io.github.padbridge.layer.Argument.OUT_CHANNELS;
import static io.github.padbridge.layer.Argument.PADDING;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/** Checks the PyTorch rules that depend on the arguments of a layer, not on its input. */
final class ArgumentRules {
  private ArgumentRules() {}

  static void groupsArePositive(ConvSpec spec, Findings findings) {
    if (spec.groups() < 1) {
      findings.add("groups must be at least 1 (got " + spec.groups() + ")", null);
    }
  }

  static void inChannelsArePositive(ConvSpec spec, Findings findings) {
    LayerRules.arePositive(IN_CHANNELS, spec.inChannels(), findings);
  }

  static void outChannelsArePositive(ConvSpec spec, Findings findings) {
    LayerRules.arePositive(OUT_CHANNELS, spec.outChannels(), findings);
  }

  static void inChannelsDivideByGroups(ConvSpec spec, Findings findings) {
    divides(IN_CHANNELS, spec.inChannels(), spec.groups(), findings);
  }

  static void outChannelsDivideByGroups(ConvSpec spec, Findings findings) {
    divides(OUT_CHANNELS, spec.outChannels(), spec.groups(), findings);
  }

  private static void divides(String name, Size channels, int groups, Findings findings) {
    if (!LayerRules.isDivisible(channels, groups)) {
      findings.add(
          name + " must be divisible by groups (got " + channels + " and groups " + groups + ")",
          null);
    }
  }

  static void outputPaddingIsNotNegative(ConvSpec spec, Findings findings) {
    LayerRules.atLeast(0, OUTPUT_PADDING, spec.outputPadding(), findings);
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
      findings.add("runtime_padding must not be negative", "crop in a separate step");
    }
  }

  static void sameNeedsStrideOne(ConvSpec spec, Findings findings) {
    if (spec.padding() instanceof Padding.Same
        && spec.stride().stream().anyMatch(stride -> stride != 1)) {
      findings.add(
          "padding \"same\" needs stride 1 (got stride " + LayerRules.perAxis(spec.stride()) + ")",
          "give the padding in numbers");
    }
  }

  static void paddingIsNotNegative(ConvSpec spec, Findings findings) {
    // The other modes pad with F.pad, which reads a negative amount as a crop.
    if (spec.paddingMode() == PaddingMode.ZEROS
        && spec.padding() instanceof Padding.Explicit explicit) {
      LayerRules.atLeast(0, PADDING, explicit.amounts(), findings);
    }
  }

  static void outputPaddingIsBounded(ConvSpec spec, int axis, Findings findings) {
    if (spec.op().isTransposed()) {
      LayerRules.outputPaddingIsBounded(
          spec, axis, spec.outputPadding().get(axis), crop(spec, axis), findings);
    }
  }

  /** The crop of the output that gives the wanted size; null where there is none. */
  private static @Nullable String crop(ConvSpec spec, int axis) {
    int padding =
        spec.padding() instanceof Padding.Explicit explicit ? explicit.amounts().get(axis) : 0;
    int end = padding - spec.outputPadding().get(axis);
    if (end >= 0) {
      return "leave out padding and output_padding, and crop the output: " + slice(padding, end);
    }
    long longer = spec.effectiveKernel(axis) - 1;
    return spec.stride().get(axis) == 1 && longer > 0
        ? "to keep the size of the input, leave it out and crop the output: " + slice(0, longer)
        : null;
  }

  private static String slice(long begin, long end) {
    return "y[..., " + (begin == 0 ? "" : begin) + ":" + (end == 0 ? "" : -end) + "] on this axis";
  }
}
