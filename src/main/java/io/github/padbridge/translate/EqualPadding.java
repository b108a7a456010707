package io.github.padbridge.translate;

import io.github.padbridge.explain.SameOp;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PlainConvolution;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.stream.IntStream;

/** What TensorFlow's own {@code padding} argument must be for its op to be the layer. */
public enum EqualPadding {
  VALID("VALID"),
  SAME("SAME"),
  /** A list of pairs, one an axis. */
  EXPLICIT("explicit"),
  /** None: something must be padded or sliced beside it. */
  NONE("none");

  private final String text;

  EqualPadding(String text) {
    this.text = text;
  }

  /** The first that holds. */
  public static EqualPadding of(Layer layer) {
    if (layer instanceof ConvSpec convolution) {
      return of(convolution);
    }
    return layer instanceof PoolSpec pooling ? of(pooling) : of((TensorFlowSpec) layer);
  }

  private static EqualPadding of(ConvSpec spec) {
    if (isUnpadded(spec)) {
      return VALID;
    }
    if (spec.paddingMode() != PaddingMode.ZEROS) {
      return NONE;
    }
    if (SamePadding.holds(spec)) {
      return SAME;
    }
    return ExplicitPadding.holds(spec) ? EXPLICIT : NONE;
  }

  /** A transposed convolution that is not cropped may still lack what output_padding adds. */
  private static boolean isUnpadded(ConvSpec spec) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (!PaddedAxis.hasAmount(spec, axis)
          || !PaddedAxis.amount(spec, axis).isNone()
          || spec.outputPadding().get(axis) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The same for a convolution in numbers. */
  public static EqualPadding of(PlainConvolution layer) {
    boolean unpadded = true;
    boolean same = true;
    boolean explicit = layer.spatialRank() == 2 && (!layer.isTransposed() || layer.groups() == 1);
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      unpadded &= layer.padding(axis) == 0 && layer.outputPadding(axis) == 0;
      same &= SameOp.of(layer, axis).at(layer.inputSize(axis)) == SameOp.Outcome.EQUAL;
      explicit &=
          !layer.isTransposed()
              || (layer.outputPadding(axis) < layer.stride(axis)
                  && (layer.dilation(axis) == 1 || layer.kernelSize(axis) == 1));
    }
    if (unpadded) {
      return VALID;
    }
    if (layer.paddingMode() != PaddingMode.ZEROS) {
      return NONE;
    }
    return same ? SAME : explicit ? EXPLICIT : NONE;
  }

  private static EqualPadding of(PoolSpec spec) {
    boolean hasAmounts =
        IntStream.range(0, spec.spatialRank()).allMatch(axis -> PaddedAxis.hasAmount(spec, axis));
    if (hasAmounts && PadAmount.areNone(PoolPadSlice.around(spec))) {
      return VALID;
    }
    return Alternative.of(Strategy.SAME, spec, Runtime.PORTABLE).holds()
        ? SAME
        : Alternative.of(Strategy.EXPLICIT, spec, Runtime.PORTABLE).holds() ? EXPLICIT : NONE;
  }

  /** A TensorFlow layer has it already. */
  private static EqualPadding of(TensorFlowSpec spec) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit) {
      return EXPLICIT;
    }
    return spec.padding() instanceof TensorFlowPadding.Same ? SAME : VALID;
  }

  @Override
  public String toString() {
    return text;
  }
}
