package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.AUTO_PAD;
import static io.github.padbridge.layer.Argument.DILATIONS;
import static io.github.padbridge.layer.Argument.GROUP;
import static io.github.padbridge.layer.Argument.INPUT_SHAPE;
import static io.github.padbridge.layer.Argument.IN_CHANNELS;
import static io.github.padbridge.layer.Argument.KERNEL_SHAPE;
import static io.github.padbridge.layer.Argument.OUTPUT_PADDING;
import static io.github.padbridge.layer.Argument.OUTPUT_SHAPE;
import static io.github.padbridge.layer.Argument.OUT_CHANNELS;
import static io.github.padbridge.layer.Argument.PADS;
import static io.github.padbridge.layer.Argument.STRIDES;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * The rules by which ONNX accepts or refuses a convolution or pooling, from the operator
 * documentation and the checks of its shape inference. An unknown size breaks no rule. A node for
 * which ONNX Runtime and the reference evaluator of ONNX compute different results is refused.
 */
final class OnnxRules {
  private static final Rules<OnnxSpec> RULES =
      new Rules<OnnxSpec>()
          .rule(OnnxRules::groupIsPositive, GROUP)
          .rule(OnnxRules::inChannelsArePositive, IN_CHANNELS)
          .rule(OnnxRules::outChannelsArePositive, OUT_CHANNELS)
          .remark(OnnxRules::channelsDivideByGroup, GROUP, IN_CHANNELS, OUT_CHANNELS)
          .rule(OnnxRules::kernelShapeIsPositive, KERNEL_SHAPE)
          .rule(LayerRules::strideIsPositive, STRIDES)
          .rule(LayerRules::dilationIsPositive, DILATIONS)
          .axisRule(LayerRules::effectiveKernelIsBounded, KERNEL_SHAPE, DILATIONS)
          .rule(OnnxRules::windowIsBounded, KERNEL_SHAPE)
          .rule(OnnxRules::padsAreNotNegative, PADS)
          .axisRule(OnnxRules::poolingPadsLessThanItsWindow, PADS, KERNEL_SHAPE)
          .rule(OnnxRules::samePoolingIsNotDilated, AUTO_PAD, DILATIONS, KERNEL_SHAPE)
          .rule(OnnxRules::outputPaddingIsNotNegative, OUTPUT_PADDING)
          .axisRule(OnnxRules::outputPaddingIsBounded, OUTPUT_PADDING, STRIDES, DILATIONS)
          .rule(OnnxRules::inputHasTheAxes, INPUT_SHAPE)
          .rule(LayerRules::inputIsNotEmpty, INPUT_SHAPE)
          .remark(OnnxRules::inputHasTheChannels, INPUT_SHAPE, IN_CHANNELS)
          .axisRule(
              OnnxRules::cropIsNotNegative,
              OUTPUT_SHAPE,
              AUTO_PAD,
              INPUT_SHAPE,
              KERNEL_SHAPE,
              STRIDES,
              DILATIONS,
              OUTPUT_PADDING)
          .axisRule(
              OnnxRules::outputIsNotEmpty,
              INPUT_SHAPE,
              PADS,
              OUTPUT_SHAPE,
              AUTO_PAD,
              KERNEL_SHAPE,
              STRIDES,
              DILATIONS,
              OUTPUT_PADDING)
          .axisRule(
              OnnxRules::sameLeavesFewElements,
              AUTO_PAD,
              INPUT_SHAPE,
              KERNEL_SHAPE,
              STRIDES,
              DILATIONS)
          .axisRule(
              OnnxRules::windowsReadTheInput,
              PADS,
              INPUT_SHAPE,
              AUTO_PAD,
              KERNEL_SHAPE,
              STRIDES,
              DILATIONS);

  private OnnxRules() {}

  /**
   * @throws io.github.padbridge.diagnostic.Refusal with a fault for every broken rule
   */
  static void require(OnnxSpec spec) {
    RULES.require(spec);
  }

  private static void groupIsPositive(OnnxSpec spec, Findings findings) {
    LayerRules.atLeast(1, GROUP, List.of(spec.channels().group()), findings);
  }

  private static void inChannelsArePositive(OnnxSpec spec, Findings findings) {
    LayerRules.arePositive(IN_CHANNELS, spec.inChannels(), findings);
  }

  private static void outChannelsArePositive(OnnxSpec spec, Findings findings) {
    if (!spec.op().isPooling()) {
      LayerRules.arePositive(OUT_CHANNELS, spec.outChannels(), findings);
    }
  }

  private static void channelsDivideByGroup(OnnxSpec spec, Findings findings) {
    int group = spec.channels().group();
    if (!LayerRules.isDivisible(spec.inChannels(), group)
        || !LayerRules.isDivisible(spec.outChannels(), group)) {
      findings.add(
          "the input and output channels must be divisible by group (got "
              + spec.inChannels()
              + " and "
              + spec.outChannels()
              + ", group "
              + group
              + ")",
          null);
    }
  }

  private static void kernelShapeIsPositive(OnnxSpec spec, Findings findings) {
    LayerRules.atLeast(1, KERNEL_SHAPE, spec.kernelSize(), findings);
  }

  /** A limit of Padbridge. */
  private static void windowIsBounded(OnnxSpec spec, Findings findings) {
    double elements = 1;
    for (int size : spec.kernelSize()) {
      elements *= size;
    }
    if (elements > Integer.MAX_VALUE) {
      findings.add(
          "the elements of a window must fit 32 bits (got kernel_shape " + spec.kernelSize() + ")",
          null);
    }
  }

  private static void padsAreNotNegative(OnnxSpec spec, Findings findings) {
    if (spec.padding() instanceof OnnxPadding.Pads pads
        && pads.amounts().stream().anyMatch(a -> a.before() < 0 || a.after() < 0)) {
      findings.add("pads must not be negative (got " + text(pads) + ")", "crop with Slice");
    }
  }

  private static List<Integer> text(OnnxPadding.Pads pads) {
    return OnnxPadding.list(pads.amounts());
  }

  private static void poolingPadsLessThanItsWindow(OnnxSpec spec, int axis, Findings findings) {
    if (!spec.op().isPooling() || !(spec.padding() instanceof OnnxPadding.Pads pads)) {
      return;
    }
    PadAmount amount = pads.amounts().get(axis);
    if (Math.max(amount.before(), amount.after()) >= spec.kernelSize().get(axis)) {
      findings.addOn(
          axis,
          "pads of a pooling must be smaller than its kernel_shape (got "
              + text(pads)
              + ", kernel_shape "
              + spec.kernelSize().get(axis)
              + Rules.AXES
              + ")",
          "otherwise a window holds padding only");
    }
  }

  private static void samePoolingIsNotDilated(OnnxSpec spec, Findings findings) {
    boolean dilated = false;
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      dilated |= spec.effectiveKernel(axis) > spec.kernelSize().get(axis);
    }
    if (spec.op().isPooling() && spec.padding() instanceof OnnxPadding.Same && dilated) {
      findings.add(
          "a pooling takes auto_pad "
              + spec.padding().autoPad()
              + " or dilations, not both (got dilations "
              + spec.dilations()
              + ")",
          "ONNX Runtime and the ONNX reference compute different results; give pads");
    }
  }

  private static void outputPaddingIsNotNegative(OnnxSpec spec, Findings findings) {
    LayerRules.atLeast(0, OUTPUT_PADDING, spec.output().padding(), findings);
  }

  private static void outputPaddingIsBounded(OnnxSpec spec, int axis, Findings findings) {
    if (spec.op().isTransposed()) {
      LayerRules.outputPaddingIsBounded(
          spec, axis, spec.output().padding().get(axis), null, findings);
    }
  }

  private static void inputHasTheAxes(OnnxSpec spec, Findings findings) {
    int rank = spec.spatialRank() + 2;
    if (spec.inputShape().rank() != rank) {
      findings.add(
          "input_shape of "
              + spec.opName()
              + " must have "
              + rank
              + " sizes, "
              + spec.layout().axes()
              + " (got "
              + spec.inputShape().rank()
              + ": "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void inputHasTheChannels(OnnxSpec spec, Findings findings) {
    Size given = spec.inputShape().size(1);
    if (given.isKnown() && !given.equals(spec.inChannels())) {
      findings.add(
          "input_shape must have in_channels = "
              + spec.inChannels()
              + " channels (got "
              + given
              + " in "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void cropIsNotNegative(OnnxSpec spec, int axis, Findings findings) {
    if (!spec.op().isTransposed()) {
      return;
    }
    boolean sized = !spec.output().shape().isEmpty();
    if (sized && !spec.inputSize(axis).isKnown()) {
      findings.addOn(
          axis, "output_shape needs the input size" + Rules.AXES, "give input_shape, or pads");
    } else if (sized && spec.output().shape().get(axis) > spec.longest(axis).value()) {
      findings.addOn(
          axis,
          "output_shape must be at most "
              + spec.longest(axis)
              + " for an input of "
              + spec.inputSize(axis)
              + " (got "
              + spec.output().shape().get(axis)
              + Rules.AXES
              + ")",
          spec.padding() instanceof OnnxPadding.Same
              ? "ONNX Runtime and the ONNX reference compute different results; leave auto_pad out"
              : "ONNX Runtime refuses a larger output");
    } else if (!sized && spec.padAmount(axis).orElseThrow().total() < 0) {
      findings.addOn(
          axis,
          "auto_pad "
              + spec.padding().autoPad()
              + " needs (kernel_shape - 1)*dilations + output_padding of at least strides - 1 (got "
              + (spec.effectiveKernel(axis) - 1 + spec.output().padding().get(axis))
              + " and "
              + (spec.strides().get(axis) - 1)
              + Rules.AXES
              + ")",
          "ONNX Runtime and the ONNX reference compute different results; give pads");
    }
  }

  private static void outputIsNotEmpty(OnnxSpec spec, int axis, Findings findings) {
    Size out = spec.outputSize(axis);
    if (LayerRules.isBelow(out, 1)) {
      findings.addOn(
          axis,
          "the output size must be at least 1 (got " + out + Rules.AXES + ")",
          spec.op().isTransposed()
              ? "pads remove the whole output"
              : "the padded input is shorter than the window");
    } else if (out.isKnown() && out.value() > Integer.MAX_VALUE) {
      findings.addOn(axis, "the output size must fit 32 bits (got " + out + Rules.AXES + ")", null);
    }
  }

  /**
   * Where strides leave elements over, SAME pads nothing, but ONNX Runtime 1.30 starts later from
   * some number on, and refuses any with a max pooling.
   */
  private static void sameLeavesFewElements(OnnxSpec spec, int axis, Findings findings) {
    Size in = spec.inputSize(axis);
    if (!(spec.padding() instanceof OnnxPadding.Same same)
        || spec.op().isTransposed()
        || !in.isKnown()) {
      return;
    }
    long left =
        -ConvArithmetic.sameTotal(in.value(), spec.effectiveKernel(axis), spec.strides().get(axis));
    if (left > same.mostLeftOver(spec.op())) {
      findings.addOn(
          axis,
          "the strides leave "
              + left
              + (left == 1 ? " element" : " elements")
              + " over at this input size"
              + Rules.AXES
              + ", where ONNX Runtime and the ONNX reference differ with auto_pad "
              + spec.padding().autoPad(),
          "give pads");
    }
  }

  /** A dilated window of a pooling may step over a short input. */
  private static void windowsReadTheInput(OnnxSpec spec, int axis, Findings findings) {
    Size in = spec.inputSize(axis);
    long dilation = spec.dilations().get(axis);
    if (!spec.op().isPooling() || !in.isKnown() || in.value() >= dilation) {
      return;
    }
    long before = spec.padAmount(axis).orElseThrow().before();
    long windows = spec.outputSize(axis).value();
    for (long window = 0; window < windows; window++) {
      long start = window * spec.strides().get(axis) - before;
      long first = start >= 0 ? start : Math.floorMod(start, dilation);
      if (first >= in.value()) {
        findings.addOn(
            axis,
            "every window of a pooling must hold an element of the input (got one that holds"
                + " padding only"
                + Rules.AXES
                + ")",
            null);
        return;
      }
    }
  }
}
