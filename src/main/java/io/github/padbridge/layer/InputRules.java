package io.github.padbridge.layer;

import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;

/** Checks the PyTorch rules that depend on the input of a layer. Open sizes break no rule. */
final class InputRules {
  private InputRules() {}

  /** PyTorch takes an input with a batch axis or without. */
  static void inputHasTheAxes(Layer spec, Findings findings) {
    int rank = spec.spatialRank();
    int given = spec.inputShape().rank();
    if (given != rank + 1 && given != rank + 2) {
      String axes = String.join(", ", Layout.spatialAxes(rank).split(""));
      findings.add(
          "input_shape of "
              + spec.opName()
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

  static void inputHasTheChannels(ConvSpec spec, Findings findings) {
    Size channels = spec.inputShape().size(spec.isBatched() ? 1 : 0);
    if (channels.isKnown() && !channels.equals(spec.inChannels())) {
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

  static void paddingModeReachesOnce(ConvSpec spec, int axis, Findings findings) {
    if (spec.paddingMode() == PaddingMode.ZEROS) {
      return;
    }
    Size in = spec.inputSize(axis);
    int reach = Math.max(spec.padAmount(axis).before(), spec.padAmount(axis).after());
    if (spec.paddingMode() == PaddingMode.REFLECT && LayerRules.isBelow(in, reach + 1L)) {
      findings.add(
          "reflect padding must be smaller than the input (got padding "
              + reach
              + Rules.on(spec, axis)
              + ", input size "
              + in
              + ")",
          "the mirror has no more than input size − 1 elements to give");
    }
    if (spec.paddingMode() == PaddingMode.CIRCULAR && LayerRules.isBelow(in, reach)) {
      findings.add(
          "circular padding must not exceed the input (got padding "
              + reach
              + Rules.on(spec, axis)
              + ", input size "
              + in
              + ")",
          "it may wrap around once");
    }
  }

  static void kernelFits(ConvSpec spec, int axis, Findings findings) {
    // What SAME pads is enough for one window at least.
    if (spec.op().isTransposed() || spec.padsAtRuntime()) {
      return;
    }
    Size padded = ConvArithmetic.padded(spec.inputSize(axis), spec.padAmount(axis));
    if (LayerRules.isBelow(padded, spec.effectiveKernel(axis))) {
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
              + Rules.on(spec, axis)
              + ")",
          null);
    }
  }

  static void outputIsNotEmpty(ConvSpec spec, int axis, Findings findings) {
    if (spec.op().isTransposed() && LayerRules.isBelow(spec.outputSize(axis), 1)) {
      findings.add(
          "the output size must be at least 1 (got "
              + spec.outputSize(axis)
              + Rules.on(spec, axis)
              + ")",
          "padding " + spec.padAmount(axis).before() + " crops the whole result");
    }
  }

  static void outputIsBounded(ConvSpec spec, int axis, Findings findings) {
    Size out = spec.outputSize(axis);
    if (out.isKnown() && out.value() > Integer.MAX_VALUE) {
      findings.add(
          "the output size must fit 32 bits (got " + out + Rules.on(spec, axis) + ")", null);
    }
  }
}
