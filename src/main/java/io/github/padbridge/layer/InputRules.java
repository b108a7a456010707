package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Rules.Findings;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import org.jspecify.annotations.Nullable;

/** Checks the PyTorch rules that depend on the input of a layer. Open sizes break no rule. */
final class InputRules {
  private InputRules() {}

  /** The input has a batch axis or not. */
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
          spec.isBatched() ? channelsLast(spec) : unbatched(spec));
    }
  }

  /** What to do with data whose channels come last; null for other data. */
  private static @Nullable String channelsLast(ConvSpec spec) {
    int rank = spec.spatialRank();
    if (!spec.inputShape().size(rank + 1).equals(spec.inChannels())) {
      return null;
    }
    Layout first = Layout.of("NC", rank, "");
    Layout last = Layout.of("N", rank, "C");
    return "PyTorch data is in "
        + first
        + "; x.transpose"
        + WordList.call(last.permutationTo(first))
        + " brings "
        + last
        + " there";
  }

  private static String unbatched(ConvSpec spec) {
    int rank = spec.spatialRank();
    String axes = String.join(", ", Layout.spatialAxes(rank).split(""));
    return (rank + 1)
        + " sizes are read as (C, "
        + axes
        + "), "
        + (rank + 2)
        + " as (N, C, "
        + axes
        + ")";
  }

  static void paddingModeReachesOnce(ConvSpec spec, int axis, Findings findings) {
    if (spec.paddingMode() == PaddingMode.ZEROS) {
      return;
    }
    Size in = spec.inputSize(axis);
    int reach = Math.max(spec.padAmount(axis).before(), spec.padAmount(axis).after());
    if (spec.paddingMode() == PaddingMode.REFLECT && LayerRules.isBelow(in, reach + 1L)) {
      findings.addOn(
          axis,
          "reflect padding must be smaller than the input (got padding "
              + reach
              + Rules.AXES
              + ", input size "
              + in
              + ")",
          "at most input size - 1 elements can be mirrored");
    }
    if (spec.paddingMode() == PaddingMode.CIRCULAR && LayerRules.isBelow(in, reach)) {
      findings.addOn(
          axis,
          "circular padding must not exceed the input (got padding "
              + reach
              + Rules.AXES
              + ", input size "
              + in
              + ")",
          "circular padding can wrap around once");
    }
  }

  static void kernelFits(ConvSpec spec, int axis, Findings findings) {
    // SAME always pads enough for one window.
    if (spec.op().isTransposed() || spec.padsAtRuntime()) {
      return;
    }
    Size padded = ConvArithmetic.padded(spec.inputSize(axis), spec.padAmount(axis));
    if (LayerRules.isBelow(padded, spec.effectiveKernel(axis))) {
      findings.addOn(axis, LayerRules.kernelExceeds(spec, axis, padded), null);
    }
  }

  static void outputIsNotEmpty(ConvSpec spec, int axis, Findings findings) {
    if (spec.op().isTransposed() && LayerRules.isBelow(spec.outputSize(axis), 1)) {
      findings.addOn(
          axis,
          "the output size must be at least 1 (got " + spec.outputSize(axis) + Rules.AXES + ")",
          "padding " + spec.padAmount(axis).before() + " removes the whole output");
    }
  }

  static void outputIsBounded(ConvSpec spec, int axis, Findings findings) {
    Size out = spec.outputSize(axis);
    if (out.isKnown() && out.value() > Integer.MAX_VALUE) {
      findings.addOn(axis, "the output size must fit 32 bits (got " + out + Rules.AXES + ")", null);
    }
  }
}
