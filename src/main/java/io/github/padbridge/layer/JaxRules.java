package io.github.padbridge.layer;

import static io.github.padbridge.layer.Argument.FEATURE_GROUP_COUNT;
import static io.github.padbridge.layer.Argument.INPUT_SHAPE;
import static io.github.padbridge.layer.Argument.IN_CHANNELS;
import static io.github.padbridge.layer.Argument.KERNEL_SIZE;
import static io.github.padbridge.layer.Argument.LHS_DILATION;
import static io.github.padbridge.layer.Argument.OUT_CHANNELS;
import static io.github.padbridge.layer.Argument.PADDING;
import static io.github.padbridge.layer.Argument.PADDING_MODE;
import static io.github.padbridge.layer.Argument.RHS_DILATION;
import static io.github.padbridge.layer.Argument.STRIDES;
import static io.github.padbridge.layer.Argument.WINDOW_DILATION;
import static io.github.padbridge.layer.Argument.WINDOW_SHAPE;
import static io.github.padbridge.layer.Argument.WINDOW_STRIDES;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which JAX accepts or refuses a convolution or pooling, from the shape rules in
 * {@code jax/_src/lax/convolution.py} and {@code windowed_reductions.py}. JAX accepts a convolution
 * whose output is empty; here an output has at least one element. An unknown size breaks no rule.
 */
final class JaxRules {
  private static final Rules<JaxSpec> CONVOLUTION =
      windows(
              new Rules<JaxSpec>()
                  .rule(JaxRules::groupsArePositive, FEATURE_GROUP_COUNT)
                  .rule(JaxRules::inChannelsArePositive, IN_CHANNELS)
                  .rule(JaxRules::outChannelsArePositive, OUT_CHANNELS)
                  .remark(
                      JaxRules::channelsDivideByGroups,
                      FEATURE_GROUP_COUNT,
                      IN_CHANNELS,
                      OUT_CHANNELS),
              KERNEL_SIZE,
              WINDOW_STRIDES,
              RHS_DILATION)
          .remark(JaxRules::inputHasTheChannels, INPUT_SHAPE, IN_CHANNELS);

  private static final Rules<JaxSpec> POOLING =
      windows(new Rules<>(), WINDOW_SHAPE, STRIDES, WINDOW_DILATION)
          .axisRule(JaxRules::poolingPadsOrCrops, PADDING)
          .axisRule(JaxRules::sumIsNotDilated, WINDOW_DILATION)
          .axisRule(
              JaxRules::windowHasElements, PADDING, WINDOW_SHAPE, WINDOW_DILATION, INPUT_SHAPE);

  private JaxRules() {}

  /**
   * @throws io.github.padbridge.diagnostic.Refusal with a fault for every broken rule
   */
  static void require(JaxSpec spec) {
    (spec.op().isPooling() ? POOLING : CONVOLUTION).require(spec);
  }

  private static Rules<JaxSpec> windows(
      Rules<JaxSpec> rules, String size, String stride, String dilation) {
    return rules
        .rule((spec, found) -> LayerRules.atLeast(1, size, spec.kernelSize(), found), size)
        .rule(LayerRules::strideIsPositive, stride)
        .rule(LayerRules::dilationIsPositive, dilation)
        .rule(JaxRules::baseDilationIsPositive, LHS_DILATION)
        .axisRule(LayerRules::effectiveKernelIsBounded, size, dilation)
        .rule(JaxRules::sameNeedsAllElements, PADDING, LHS_DILATION)
        .rule(JaxRules::bordersAreOfTheInput, PADDING_MODE, LHS_DILATION)
        .axisRule(JaxRules::borderDoesNotCrop, PADDING, PADDING_MODE)
        .axisRule(JaxRules::borderHasAnAmount, PADDING, PADDING_MODE, stride)
        .rule(JaxRules::inputHasTheAxes, INPUT_SHAPE)
        .rule(LayerRules::inputIsNotEmpty, INPUT_SHAPE)
        .axisRule(JaxRules::borderFits, PADDING, INPUT_SHAPE, PADDING_MODE)
        .axisRule(JaxRules::kernelFits, size, dilation, LHS_DILATION, PADDING, INPUT_SHAPE, stride);
  }

  private static void groupsArePositive(JaxSpec spec, Findings findings) {
    LayerRules.atLeast(1, FEATURE_GROUP_COUNT, List.of(spec.groups()), findings);
  }

  private static void inChannelsArePositive(JaxSpec spec, Findings findings) {
    LayerRules.arePositive(IN_CHANNELS, spec.channels().in(), findings);
  }

  private static void outChannelsArePositive(JaxSpec spec, Findings findings) {
    LayerRules.arePositive(OUT_CHANNELS, spec.channels().out(), findings);
  }

  private static void channelsDivideByGroups(JaxSpec spec, Findings findings) {
    Size in = spec.channels().in();
    Size out = spec.channels().out();
    if (!LayerRules.isDivisible(in, spec.groups()) || !LayerRules.isDivisible(out, spec.groups())) {
      findings.add(
          "in_channels and out_channels must be divisible by feature_group_count (got in_channels "
              + in
              + ", out_channels "
              + out
              + ", feature_group_count "
              + spec.groups()
              + ")",
          null);
    }
  }

  private static void baseDilationIsPositive(JaxSpec spec, Findings findings) {
    LayerRules.atLeast(1, LHS_DILATION, spec.reading().baseDilation(), findings);
  }

  private static void sameNeedsAllElements(JaxSpec spec, Findings findings) {
    if (spec.padding() instanceof JaxPadding.Same same && spec.reading().isBaseDilated()) {
      findings.add(
          "conv_general_dilated takes no \""
              + same.title()
              + "\" together with lhs_dilation above 1 (got "
              + spec.reading().baseDilation()
              + ")",
          "give pairs, or use lax.conv_transpose");
    }
  }

  private static void bordersAreOfTheInput(JaxSpec spec, Findings findings) {
    PaddingMode border = spec.reading().paddingMode();
    if (border != PaddingMode.ZEROS && spec.reading().isBaseDilated()) {
      findings.add(
          "padding_mode "
              + border.torchName()
              + " cannot be translated together with lhs_dilation above 1 (got "
              + spec.reading().baseDilation()
              + ")",
          "pad in front of the layer");
    }
  }

  private static void borderHasAnAmount(JaxSpec spec, int axis, Findings findings) {
    boolean open = spec.padding() instanceof JaxPadding.Same && spec.strides().get(axis) > 1;
    if (spec.reading().paddingMode() != PaddingMode.ZEROS && open) {
      findings.addOn(
          axis,
          "SAME with a stride pads with zeros only (got padding_mode "
              + spec.reading().paddingMode().torchName()
              + Rules.AXES
              + ")",
          "give the amounts as pairs");
    }
  }

  private static void borderDoesNotCrop(JaxSpec spec, int axis, Findings findings) {
    if (spec.reading().paddingMode() != PaddingMode.ZEROS
        && spec.padding() instanceof JaxPadding.Pairs pairs
        && !pairs.amounts().get(axis).cropped().isNone()) {
      findings.addOn(
          axis,
          spec.reading().paddingMode().torchName()
              + " padding must not be negative (got "
              + pairs.amounts().get(axis).before()
              + " and "
              + pairs.amounts().get(axis).after()
              + Rules.AXES
              + ")",
          null);
    }
  }

  private static void poolingPadsOrCrops(JaxSpec spec, int axis, Findings findings) {
    if (spec.padding() instanceof JaxPadding.Pairs pairs
        && !pairs.amounts().get(axis).cropped().isNone()
        && !pairs.amounts().get(axis).padded().isNone()) {
      findings.addOn(
          axis,
          "a pooling that pads one end and crops the other cannot be translated (got "
              + pairs.amounts().get(axis).before()
              + " and "
              + pairs.amounts().get(axis).after()
              + Rules.AXES
              + ")",
          "slice the input in front of it");
    }
  }

  private static void inputHasTheAxes(JaxSpec spec, Findings findings) {
    int rank = spec.spatialRank() + 2;
    if (spec.inputShape().rank() != rank) {
      findings.add(
          "input_shape must have "
              + rank
              + " sizes, "
              + spec.layouts().dataLetters()
              + " (got "
              + spec.inputShape().rank()
              + ": "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  private static void inputHasTheChannels(JaxSpec spec, Findings findings) {
    Size channels = spec.inputShape().size(spec.channelAxis());
    if (channels.isKnown() && !channels.equals(spec.channels().in())) {
      findings.add(
          "input_shape must have in_channels = "
              + spec.channels().in()
              + " channels in "
              + spec.layouts().dataLetters()
              + " (got "
              + channels
              + " in "
              + spec.inputShape()
              + ")",
          null);
    }
  }

  /** Reflected and circular padding may not reach past the input. */
  private static void borderFits(JaxSpec spec, int axis, Findings findings) {
    PaddingMode border = spec.reading().paddingMode();
    boolean mirrors = border == PaddingMode.REFLECT;
    if (!mirrors && border != PaddingMode.CIRCULAR) {
      return;
    }
    PadAmount amount = spec.padAmount(axis).orElseThrow();
    int most = Math.max(amount.before(), amount.after());
    if (LayerRules.isBelow(spec.inputSize(axis), mirrors ? most + 1L : most)) {
      findings.addOn(
          axis,
          border.torchName()
              + " padding must not reach past the input (got padding "
              + most
              + ", input "
              + spec.inputSize(axis)
              + Rules.AXES
              + ")",
          "jnp.pad repeats it, which cannot be translated");
    }
  }

  private static void kernelFits(JaxSpec spec, int axis, Findings findings) {
    if (spec.padding() instanceof JaxPadding.Same) {
      return;
    }
    Size padded = ConvArithmetic.padded(spec.dilatedSize(axis), spec.padAmount(axis).orElseThrow());
    if (padded.isKnown() && padded.value() < spec.effectiveKernel(axis)) {
      findings.addOn(axis, LayerRules.kernelExceeds(spec, axis, padded), null);
    } else if (padded.isKnown() && padded.value() > Integer.MAX_VALUE) {
      findings.addOn(
          axis, "the padded input must fit 32 bits (got " + padded + Rules.AXES + ")", null);
    }
  }

  /**
   * A window of padding alone would have no maximum, and no element to average. Where the size of
   * the input is unknown, the padding must be smaller than the window.
   */
  private static void windowHasElements(JaxSpec spec, int axis, Findings findings) {
    boolean counts = spec.op() != JaxOp.MAX_POOL && spec.countIncludePad();
    Optional<PadAmount> known = spec.padAmount(axis);
    if (counts || known.isEmpty()) {
      return;
    }
    PadAmount amount = known.get();
    long reach = spec.effectiveKernel(axis);
    Size input = spec.inputSize(axis);
    boolean isEmpty =
        input.isKnown()
            ? hasEmptyWindow(spec, axis, amount, input.value())
            : Math.max(amount.before(), amount.after()) >= reach;
    if (isEmpty) {
      findings.addOn(
          axis,
          "every window must hold an element that is not padding (got padding "
              + amount.before()
              + " and "
              + amount.after()
              + ", a window over "
              + reach
              + " and input "
              + input
              + Rules.AXES
              + ")",
          "otherwise JAX gives -inf, or divides by 0");
    }
  }

  /** Whether some window on an input of a known size reads padding only. */
  private static boolean hasEmptyWindow(JaxSpec spec, int axis, PadAmount amount, long input) {
    long stride = spec.strides().get(axis);
    long dilation = spec.dilations().get(axis);
    long reach = spec.effectiveKernel(axis);
    long places = input + amount.before() + amount.after() - reach;
    if (places < 0) {
      return false;
    }
    long last = places / stride * stride - amount.before();
    if (amount.before() >= reach || last >= input) {
      return true;
    }
    // A window in front of the input has an element where its first tap behind the start is in it.
    long windows = Math.min((amount.before() - 1) / stride, places / stride) + 1;
    for (long i = 0;
        dilation > input && amount.before() > 0 && i < Math.min(windows, dilation);
        i++) {
      if (Math.floorMod(i * stride - amount.before(), dilation) >= input) {
        return true;
      }
    }
    return false;
  }

  private static void sumIsNotDilated(JaxSpec spec, int axis, Findings findings) {
    int dilation = spec.dilations().get(axis);
    if (spec.op() != JaxOp.MAX_POOL && dilation > 1) {
      findings.addOn(
          axis,
          "window_dilation of a sum or an average cannot be translated (got "
              + dilation
              + Rules.AXES
              + ")",
          null);
    }
  }
}
