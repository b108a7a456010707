package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import java.util.Optional;

/** The {@code padding} argument with which the TensorFlow op alone computes the layer. */
public enum EqualPadding {
  VALID("VALID"),
  SAME("SAME"),
  /** A list of pairs, one per axis. */
  EXPLICIT("explicit"),
  /** None: another op must pad or slice. */
  NONE("none");

  private final String text;

  EqualPadding(String text) {
    this.text = text;
  }

  /** The first that applies; for a TensorFlow layer its own. */
  public static EqualPadding of(Layer layer) {
    return of(layer, LayerComputation.of(layer));
  }

  /**
   * The same.
   *
   * @param computation what the layer computes
   */
  public static EqualPadding of(Layer layer, Computation computation) {
    if (layer instanceof TensorFlowSpec spec) {
      return spec.padding() instanceof TensorFlowPadding.Explicit
          ? EXPLICIT
          : spec.padding() instanceof TensorFlowPadding.Same ? SAME : VALID;
    }
    if (computation instanceof Convolution convolution && convolution.insertsZeros()) {
      return NONE;
    }
    if (isUnpadded(computation)) {
      return VALID;
    }
    if (computation instanceof Convolution convolution) {
      return SamePadding.holds(layer, convolution)
          ? SAME
          : ExplicitPadding.holds(convolution) ? EXPLICIT : NONE;
    }
    return holds(Strategy.SAME, layer) ? SAME : holds(Strategy.EXPLICIT, layer) ? EXPLICIT : NONE;
  }

  private static boolean holds(Strategy strategy, Layer layer) {
    return Alternative.of(strategy, layer, Targets.TENSORFLOW, Runtime.PORTABLE).holds();
  }

  /** A transposed convolution without a crop may still need output_padding. */
  private static boolean isUnpadded(Computation computation) {
    boolean transposed = computation instanceof Convolution conv && conv.transposed();
    for (WindowDimension axis : computation.axes()) {
      Optional<PadAmount> amount = transposed ? Optional.of(axis.crop()) : axis.coveringPadding();
      if (amount.filter(PadAmount::isNone).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
