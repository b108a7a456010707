package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.DEPTH_MULTIPLIER;
import static io.github.padbridge.layer.Argument.DILATIONS;
import static io.github.padbridge.layer.Argument.FILTERS;
import static io.github.padbridge.layer.Argument.GROUPS;
import static io.github.padbridge.layer.Argument.INPUT_SHAPE;
import static io.github.padbridge.layer.Argument.IN_CHANNELS;
import static io.github.padbridge.layer.Argument.KERNEL_SIZE;
import static io.github.padbridge.layer.Argument.OUTPUT_SHAPE;
import static io.github.padbridge.layer.Argument.PADDING;
import static io.github.padbridge.layer.Argument.STRIDES;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * The rules by which TensorFlow accepts or refuses a convolution or pooling, from the documentation
 * of {@code tf.nn} and the checks of the CPU ops. An unknown size breaks no rule. Groups are
 * accepted if some TensorFlow build supports them.
 */
final class TensorFlowRules {
  private static final Rules<TensorFlowSpec> RULES =
      new Rules<TensorFlowSpec>()
          .rule(TensorFlowRules::groupsArePositive, GROUPS)
          .rule(TensorFlowRules::inChannelsArePositive, IN_CHANNELS)
          .rule(TensorFlowRules::filtersArePositive, FILTERS)
          .rule(TensorFlowRules::multiplierIsPositive, DEPTH_MULTIPLIER, IN_CHANNELS)
          .remark(TensorFlowRules::channelsDivideByGroups, GROUPS, IN_CHANNELS, FILTERS)
          .rule(LayerRules::kernelSizeIsPositive, KERNEL_SIZE)
          .rule(LayerRules::strideIsPositive, STRIDES)
          .rule(LayerRules::dilationIsPositive, DILATIONS)
          .axisRule(LayerRules::effectiveKernelIsBounded, KERNEL_SIZE, DILATIONS)
          .rule(TensorFlowRules::depthwiseStridesOrDilates, DILATIONS, STRIDES)
          .rule(TensorFlowRules::paddingIsNotNegative, PADDING)
          .axisRule(TensorFlowRules::poolingPadsLessThanItsWindow, PADDING, KERNEL_SIZE)
          .rule(TensorFlowRules::inputHasTheAxes, INPUT_SHAPE)
          .rule(LayerRules::inputIsNotEmpty, INPUT_SHAPE)
          .remark(TensorFlowRules::inputHasTheChannels, INPUT_SHAPE, IN_CHANNELS)
          .axisRule(
              TensorFlowRules::kernelFits, KERNEL_SIZE, DILATIONS, PADDING, INPUT_SHAPE, STRIDES)
          .rule(
              TensorFlowRules::outputShapeBelongsToInput,
              OUTPUT_SHAPE,
              INPUT_SHAPE,
              KERNEL_SIZE,
              STRIDES,
              DILATIONS,
              PADDING);

  private TensorFlowRules() {}

  /**
   * @throws io.github.padbridge.diagnostic.Refusal with a fault for every broken rule
   */
  static void require(TensorFlowSpec spec) {
    RULES.require(spec);
  }

  private static void groupsArePositive(TensorFlowSpec spec, Findings findings) {
    atLeastOne(GROUPS, spec.groups(), findings);
  }

  private static void inChannelsArePositive(TensorFlowSpec spec, Findings findings) {
    LayerRules.arePositive(IN_CHANNELS, spec.inChannels(), findings);
  }

  private static void filtersArePositive(TensorFlowSpec spec, Findings findings) {
    if (spec.filters() != null) {
      LayerRules.arePositive(FILTERS, spec.filters(), findings);
    }
  }

  private static void multiplierIsPositive(TensorFlowSpec spec, Findings findings) {
    atLeastOne(DEPTH_MULTIPLIER, spec.depthMultiplier(), findings);
    Size channels = spec.inChannels().times(Math.max(spec.depthMultiplier(), 1));
    if (channels.isKnown() && channels.value() > Integer.MAX_VALUE) {
      findings.add("in_channels*depth_multiplier must fit 32 bits (got " + channels + ")", null);
    }
  }

  private static void atLeastOne(String name, int value, Findings findings) {
    LayerRules.atLeast(1, name, List.of(value), findings);
  }

  private static void channelsDivideByGroups(TensorFlowSpec spec, Findings findings) {
    if (!LayerRules.isDivisible(spec.inChannels(), spec.groups())
        || (spec.filters() != null && !LayerRules.isDivisible(spec.filters(), spec.groups()))) {
      findings.add(
          "in_channels and filters must be divisible by groups (got in_channels "
              + spec.inChannels()
              + ", filters "
              + spec.filters()
              + ", groups "
              + spec.groups()
              + ")",
          null);
    }
  }

  private static void depthwiseStridesOrDilates(TensorFlowSpec spec, Findings findings) {
    boolean strided = spec.strides().stream().anyMatch(stride -> stride > 1);
    boolean dilated = spec.dilations().stream().anyMatch(dilation -> dilation > 1);
    if (spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV && strided && dilated) {
      findings.add(
          spec.opName()
              + " takes strides or dilations, not both (got strides "
              + spec.strides()
              + " and dilations "
              + spec.dilations()
              + ")",
          "TensorFlow computes something else without an error; use conv1d or conv2d with"
              + " groups = in_channels");
    }
  }

  private static void paddingIsNotNegative(TensorFlowSpec spec, Findings findings) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit explicit
        && explicit.amounts().stream().anyMatch(a -> a.before() < 0 || a.after() < 0)) {
      findings.add("padding must not be negative (got " + text(explicit) + ")", null);
    }
  }

  private static void poolingPadsLessThanItsWindow(
      TensorFlowSpec spec, int axis, Findings findings) {
    if (!spec.op().isPooling() || !(spec.padding() instanceof TensorFlowPadding.Explicit given)) {
      return;
    }
    PadAmount amount = given.amounts().get(axis);
    if (Math.max(amount.before(), amount.after()) >= spec.kernelSize().get(axis)) {
      findings.addOn(
          axis,
          "padding of a pooling must be smaller than its window (got "
              + text(given)
              + ", window "
              + spec.kernelSize().get(axis)
              + Rules.AXES
              + ")",
          "otherwise a window may hold padding only and have no maximum");
    }
  }

  private static String text(TensorFlowPadding.Explicit explicit) {
    return explicit.amounts().stream().map(a -> List.of(a.before(), a.after())).toList().toString();
  }

  private static void inputHasTheAxes(TensorFlowSpec spec, Findings findings) {
    int rank = spec.spatialRank() + 2;
    if (spec.inputShape().rank() != rank) {
      findings.add(
          "input_shape of "
              + spec.opName()
              + " must have "
              + rank
              + " sizes, "
              + spec.dataFormat()
              + " (got "
              + spec.inputShape().rank()
              + ": "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void inputHasTheChannels(TensorFlowSpec spec, Findings findings) {
    Size channels = spec.inputShape().size(spec.channelAxis());
    if (channels.isKnown() && !channels.equals(spec.inChannels())) {
      findings.add(
          "input_shape must have in_channels = "
              + spec.inChannels()
              + " channels in "
              + spec.dataFormat()
              + " (got "
              + channels
              + " in "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void kernelFits(TensorFlowSpec spec, int axis, Findings findings) {
    if (spec.op().isTransposed() || spec.padding() instanceof TensorFlowPadding.Same) {
      return;
    }
    Size padded = ConvArithmetic.padded(spec.inputSize(axis), spec.padAmount(axis).orElseThrow());
    if (padded.isKnown() && padded.value() < spec.effectiveKernel(axis)) {
      findings.addOn(axis, LayerRules.kernelExceeds(spec, axis, padded), null);
    }
  }

  /** The forward convolution must map the output shape to the input shape. */
  private static void outputShapeBelongsToInput(TensorFlowSpec spec, Findings findings) {
    for (int axis = 0; spec.op().isTransposed() && axis < spec.spatialRank(); axis++) {
      Size in = spec.inputSize(axis);
      Size out = spec.outputSize().get(axis);
      long stride = spec.strides().get(axis);
      // The smallest valid output size; stride - 1 larger ones are valid too.
      Size least =
          spec.padding() instanceof TensorFlowPadding.Same
              ? in.minus(1).times(stride).plus(1)
              : ConvArithmetic.transposedFull(in, spec.effectiveKernel(axis), stride)
                  .minus(explicit(spec, axis).total());
      long more = out.minus(least);
      if (more < 0 || more >= stride || (out.isKnown() && out.value() < 1)) {
        findings.addOn(
            axis,
            "the output must be "
                + (stride == 1 ? least : "from " + least + " to " + least.plus(stride - 1))
                + " long for an input of "
                + in
                + " (got "
                + out
                + Rules.AXES
                + ")",
            "the forward convolution must map that output to this input");
      } else if (out.isKnown() && out.value() > Integer.MAX_VALUE) {
        findings.add("the output size must fit 32 bits (got " + out + ")", null);
      }
    }
  }

  private static PadAmount explicit(TensorFlowSpec spec, int axis) {
    return spec.padding() instanceof TensorFlowPadding.Explicit explicit
        ? explicit.amounts().get(axis)
        : PadAmount.NONE;
  }
}
