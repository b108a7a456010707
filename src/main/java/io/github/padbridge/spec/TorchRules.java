package io.github.padbridge.spec;

import static io.github.padbridge.spec.Argument.DILATION;
import static io.github.padbridge.spec.Argument.GROUPS;
import static io.github.padbridge.spec.Argument.INPUT_SHAPE;
import static io.github.padbridge.spec.Argument.IN_CHANNELS;
import static io.github.padbridge.spec.Argument.KERNEL_SIZE;
import static io.github.padbridge.spec.Argument.OUTPUT_PADDING;
import static io.github.padbridge.spec.Argument.OUT_CHANNELS;
import static io.github.padbridge.spec.Argument.PADDING;
import static io.github.padbridge.spec.Argument.PADDING_MODE;
import static io.github.padbridge.spec.Argument.STRIDE;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules by which PyTorch accepts or refuses a convolution: those of {@code
 * torch/nn/modules/conv.py} and those that ATen checks when the layer runs. A rule that needs a
 * size the input leaves open says nothing.
 *
 * <p>A layer is judged as it is for a batch that is not empty and an input that has channels:
 * without numbers to compute, PyTorch skips several of its checks, so that even a dilation of 0
 * passes.
 *
 * <p>One bound is Padbridge's own: numbers, effective kernels and outputs must fit 32 bits, which
 * those of a tensor that fits a machine do.
 */
final class TorchRules {
  /**
   * One rule, run only while nothing it reads is broken already, so that one mistake gives one
   * fault.
   *
   * @param breaks whether other rules cannot be trusted any more with what it reads
   */
  private record Rule(Check check, boolean breaks, List<String> reads) {}

  private interface Check {
    void on(ConvSpec spec, Findings findings);
  }

  private interface Findings {
    void add(String message, String help);
  }

  private static final List<Rule> RULES =
      List.of(
          rule(TorchRules::groupsArePositive, GROUPS),
          rule(TorchRules::inChannelsArePositive, IN_CHANNELS),
          rule(TorchRules::outChannelsArePositive, OUT_CHANNELS),
          remark(TorchRules::inChannelsDivideByGroups, IN_CHANNELS, GROUPS),
          remark(TorchRules::outChannelsDivideByGroups, OUT_CHANNELS, GROUPS),
          rule(TorchRules::kernelSizeIsPositive, KERNEL_SIZE),
          rule(TorchRules::strideIsPositive, STRIDE),
          rule(TorchRules::dilationIsPositive, DILATION),
          rule(TorchRules::effectiveKernelIsBounded, KERNEL_SIZE, DILATION),
          rule(TorchRules::transposedPadsZeros, PADDING_MODE),
          rule(TorchRules::sameNeedsStrideOne, PADDING, STRIDE),
          rule(TorchRules::paddingIsNotNegative, PADDING, PADDING_MODE),
          rule(TorchRules::outputPaddingIsNotNegative, OUTPUT_PADDING),
          rule(TorchRules::outputPaddingIsBounded, OUTPUT_PADDING, STRIDE, DILATION),
          rule(TorchRules::inputHasTheAxes, INPUT_SHAPE),
          rule(TorchRules::inputIsNotEmpty, INPUT_SHAPE),
          remark(TorchRules::inputHasTheChannels, INPUT_SHAPE, IN_CHANNELS),
          rule(
              TorchRules::paddingModeReachesOnce,
              PADDING,
              PADDING_MODE,
              INPUT_SHAPE,
              KERNEL_SIZE,
              DILATION,
              STRIDE),
          rule(
              TorchRules::kernelFits,
              KERNEL_SIZE,
              DILATION,
              PADDING,
              PADDING_MODE,
              INPUT_SHAPE,
              STRIDE),
          rule(
              TorchRules::outputIsNotEmpty,
              PADDING,
              OUTPUT_PADDING,
              KERNEL_SIZE,
              DILATION,
              INPUT_SHAPE,
              STRIDE),
          rule(
              TorchRules::outputIsBounded,
              INPUT_SHAPE,
              PADDING,
              OUTPUT_PADDING,
              KERNEL_SIZE,
              DILATION,
              STRIDE));

  private TorchRules() {}

  private static Rule rule(Check check, String... reads) {
    return new Rule(check, true, List.of(reads));
  }

  /** A rule after whose breach all that it reads still means something. */
  private static Rule remark(Check check, String... reads) {
    return new Rule(check, false, List.of(reads));
  }

  /**
   * @throws Refusal with a fault for every broken rule
   */
  static void require(ConvSpec spec) {
    List<Fault> faults = null;
    Set<String> broken = Set.of();
    for (Rule rule : RULES) {
      if (rule.reads.stream().anyMatch(broken::contains)) {
        continue;
      }
      List<Fault> found = new ArrayList<>(0);
      rule.check.on(spec, (message, help) -> found.add(new Fault(message, help, rule.reads, null)));
      if (!found.isEmpty()) {
        faults = faults == null ? new ArrayList<>() : faults;
        faults.addAll(found);
        broken = new HashSet<>(broken);
        broken.addAll(rule.breaks ? rule.reads : List.of());
      }
    }
    if (faults != null) {
      throw new Refusal(faults);
    }
  }

  private static void groupsArePositive(ConvSpec spec, Findings findings) {
    if (spec.groups() < 1) {
      findings.add("groups must be at least 1 (got " + spec.groups() + ")", null);
    }
  }

  private static void inChannelsArePositive(ConvSpec spec, Findings findings) {
    if (spec.inChannels() < 1) {
      findings.add("in_channels must be at least 1 (got " + spec.inChannels() + ")", null);
    }
  }

  private static void outChannelsArePositive(ConvSpec spec, Findings findings) {
    if (spec.outChannels() < 1) {
      findings.add("out_channels must be at least 1 (got " + spec.outChannels() + ")", null);
    }
  }

  private static void inChannelsDivideByGroups(ConvSpec spec, Findings findings) {
    divides(IN_CHANNELS, spec.inChannels(), spec.groups(), findings);
  }

  private static void outChannelsDivideByGroups(ConvSpec spec, Findings findings) {
    divides(OUT_CHANNELS, spec.outChannels(), spec.groups(), findings);
  }

  private static void divides(String name, int channels, int groups, Findings findings) {
    if (channels % groups != 0) {
      findings.add(
          name + " must be divisible by groups (got " + channels + " and groups " + groups + ")",
          null);
    }
  }

  private static void kernelSizeIsPositive(ConvSpec spec, Findings findings) {
    atLeast(1, KERNEL_SIZE, spec.kernelSize(), findings);
  }

  private static void strideIsPositive(ConvSpec spec, Findings findings) {
    atLeast(1, STRIDE, spec.stride(), findings);
  }

  private static void dilationIsPositive(ConvSpec spec, Findings findings) {
    atLeast(1, DILATION, spec.dilation(), findings);
  }

  private static void outputPaddingIsNotNegative(ConvSpec spec, Findings findings) {
    atLeast(0, OUTPUT_PADDING, spec.outputPadding(), findings);
  }

  private static void atLeast(int least, String name, List<Integer> values, Findings findings) {
    if (values.stream().anyMatch(value -> value < least)) {
      String rule = least == 0 ? " must not be negative" : " must be at least " + least;
      findings.add(name + rule + " (got " + perAxis(values) + ")", null);
    }
  }

  private static void effectiveKernelIsBounded(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.effectiveKernel(axis) > Integer.MAX_VALUE) {
        findings.add(
            "dilation·(kernel_size − 1) + 1 must fit 32 bits (got "
                + spec.effectiveKernel(axis)
                + on(spec, axis)
                + ")",
            null);
      }
    }
  }

  private static void transposedPadsZeros(ConvSpec spec, Findings findings) {
    if (spec.op().isTransposed() && spec.paddingMode() != PaddingMode.ZEROS) {
      findings.add(
          spec.op().functionName()
              + " takes padding_mode zeros only (got "
              + spec.paddingMode().torchName()
              + ")",
          null);
    }
  }

  private static void sameNeedsStrideOne(ConvSpec spec, Findings findings) {
    if (spec.padding() instanceof Padding.Same
        && spec.stride().stream().anyMatch(stride -> stride != 1)) {
      findings.add(
          "padding \"same\" needs stride 1 (got stride " + perAxis(spec.stride()) + ")",
          "PyTorch has no \"same\" for strided convolutions; give the padding in numbers");
    }
  }

  private static void paddingIsNotNegative(ConvSpec spec, Findings findings) {
    // The other modes pad with F.pad, which reads a negative amount as a crop.
    if (spec.paddingMode() == PaddingMode.ZEROS
        && spec.padding() instanceof Padding.Explicit explicit) {
      atLeast(0, PADDING, explicit.amounts(), findings);
    }
  }

  private static void outputPaddingIsBounded(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      int outputPadding = spec.outputPadding().get(axis);
      if (outputPadding >= Math.max(spec.stride().get(axis), spec.dilation().get(axis))) {
        if (spec.op().isTransposed()) {
          findings.add(
              "output_padding must be smaller than either stride or dilation (got output_padding "
                  + outputPadding
                  + ", stride "
                  + spec.stride().get(axis)
                  + ", dilation "
                  + spec.dilation().get(axis)
                  + on(spec, axis)
                  + ")",
              null);
        }
      }
    }
  }

  private static void inputHasTheAxes(ConvSpec spec, Findings findings) {
    int rank = spec.spatialRank();
    int given = spec.inputShape().rank();
    if (given != rank + 1 && given != rank + 2) {
      String axes = spec.op().spatialRank() == 1 ? "L" : rank == 2 ? "H, W" : "D, H, W";
      findings.add(
          "input_shape of "
              + spec.op().functionName()
              + " must have "
              + (rank + 2)
              + " sizes (N, C, "
              + axes
              + ") or "
              + (rank + 1)
              + " unbatched (C, "
              + axes
              + ") (got "
              + given
              + ": "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void inputIsNotEmpty(ConvSpec spec, Findings findings) {
    if (spec.isBatched() && isBelow(spec.inputShape().size(0), 0)) {
      findings.add("the batch size must not be negative (got " + spec.inputShape() + ")", null);
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (isBelow(spec.inputSize(axis), 1)) {
        findings.add(
            "input size must be at least 1 (got " + spec.inputSize(axis) + on(spec, axis) + ")",
            null);
      }
    }
  }

  private static void inputHasTheChannels(ConvSpec spec, Findings findings) {
    Size channels = spec.inputShape().size(spec.isBatched() ? 1 : 0);
    if (channels.isKnown() && channels.value() != spec.inChannels()) {
      findings.add(
          "input_shape must have in_channels = "
              + spec.inChannels()
              + " channels (got "
              + channels
              + " in "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void paddingModeReachesOnce(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Size in = spec.inputSize(axis);
      int reach = Math.max(spec.padAmount(axis).before(), spec.padAmount(axis).after());
      if (spec.paddingMode() == PaddingMode.REFLECT && isBelow(in, reach + 1L)) {
        findings.add(
            "reflect padding must be smaller than the input (got padding "
                + reach
                + on(spec, axis)
                + ", input size "
                + in
                + ")",
            "the mirror has no more than input size − 1 elements to give");
      }
      if (spec.paddingMode() == PaddingMode.CIRCULAR && isBelow(in, reach)) {
        findings.add(
            "circular padding must not exceed the input (got padding "
                + reach
                + on(spec, axis)
                + ", input size "
                + in
                + ")",
            "it may wrap around once");
      }
    }
  }

  private static void kernelFits(ConvSpec spec, Findings findings) {
    if (spec.op().isTransposed()) {
      return;
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Size padded = ConvArithmetic.padded(spec.inputSize(axis), spec.padAmount(axis));
      if (isBelow(padded, spec.effectiveKernel(axis))) {
        findings.add(
            "the kernel must not be larger than the padded input (got "
                + spec.effectiveKernel(axis)
                + ", from "
                + "kernel_size "
                + spec.kernelSize().get(axis)
                + " and dilation "
                + spec.dilation().get(axis)
                + ", over "
                + padded
                + on(spec, axis)
                + ")",
            null);
      }
    }
  }

  private static void outputIsNotEmpty(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.op().isTransposed() && isBelow(spec.outputSize(axis), 1)) {
        findings.add(
            "the output size must be at least 1 (got "
                + spec.outputSize(axis)
                + on(spec, axis)
                + ")",
            "padding " + spec.padAmount(axis).before() + " crops the whole result");
      }
    }
  }

  private static void outputIsBounded(ConvSpec spec, Findings findings) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Size out = spec.outputSize(axis);
      if (out.isKnown() && out.value() > Integer.MAX_VALUE) {
        findings.add("the output size must fit 32 bits (got " + out + on(spec, axis) + ")", null);
      }
    }
  }

  private static boolean isBelow(Size size, long least) {
    return size.isKnown() && size.value() < least;
  }

  /** " on axis H", or nothing where there is but one axis. */
  private static String on(ConvSpec spec, int axis) {
    return spec.spatialRank() == 1 ? "" : " on axis " + spec.axisName(axis);
  }

  private static String perAxis(List<Integer> values) {
    return values.stream().distinct().count() == 1 ? values.get(0).toString() : values.toString();
  }
}
