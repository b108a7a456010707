package io.github.padbridge.translate;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is padded and cut on one axis of a layer, said by an op that pads nothing itself: in front
 * of a forward op; behind a transposed one, whose whole result is padded and then sliced.
 */
public final class PaddedAxis {
  private PaddedAxis() {}

  public static boolean isTransposed(Layer layer) {
    return (layer instanceof ConvSpec convolution && convolution.op().isTransposed())
        || (layer instanceof TensorFlowSpec tensorFlow && tensorFlow.op().isTransposed());
  }

  /**
   * What is padded; null where that depends on a size that is not known. What is negative is cut.
   */
  public static @Nullable PadAmount padded(Layer layer, int axis) {
    if (isTransposed(layer)) {
      return new PadAmount(0, Math.toIntExact(pastFull(layer, axis)));
    }
    if (layer instanceof ConvSpec convolution) {
      return hasAmount(convolution, axis) ? amount(convolution, axis) : null;
    }
    if (layer instanceof PoolSpec pooling) {
      return hasAmount(pooling, axis) ? PoolPadSlice.around(pooling, axis) : null;
    }
    return ((TensorFlowSpec) layer).padAmount(axis).orElse(null);
  }

  /** Whether what a forward convolution pads is known, for every size where its size is open. */
  static boolean hasAmount(ConvSpec spec, int axis) {
    return !spec.isPadAmountOpen(axis) || sameOfEverySize(spec, axis).isPresent();
  }

  /** The same of a pooling. */
  static boolean hasAmount(PoolSpec spec, int axis) {
    return !spec.isPadAmountOpen(axis) || sameOfEverySize(spec, axis).isPresent();
  }

  /** What a convolution pads; of a transposed one, what it crops. {@link #hasAmount} must hold. */
  static PadAmount amount(ConvSpec spec, int axis) {
    return spec.isPadAmountOpen(axis)
        ? sameOfEverySize(spec, axis).orElseThrow()
        : spec.padAmount(axis);
  }

  /** What a pooling pads, without what ceil_mode reaches past it. */
  static PadAmount amount(PoolSpec spec, int axis) {
    return spec.isPadAmountOpen(axis)
        ? sameOfEverySize(spec, axis).orElseThrow()
        : spec.padAmount(axis);
  }

  private static Optional<PadAmount> sameOfEverySize(PoolSpec spec, int axis) {
    return ConvArithmetic.sameOfEverySize(spec.effectiveKernel(axis), spec.stride().get(axis));
  }

  private static Optional<PadAmount> sameOfEverySize(ConvSpec spec, int axis) {
    return ConvArithmetic.sameOfEverySize(spec.effectiveKernel(axis), spec.stride().get(axis));
  }

  /** Zeros that must follow the whole result for the output to lie in it. */
  private static long pastFull(Layer layer, int axis) {
    return layer instanceof ConvSpec convolution
        ? ConvArithmetic.zerosPastFull(
            sliceBegin(layer, axis), convolution.outputPadding().get(axis))
        : Math.max(sliceBegin(layer, axis) + layer.outputSize(axis).minus(full(layer, axis)), 0);
  }

  /** All that a transposed convolution writes, before it is cropped. */
  public static Size full(Layer transposed, int axis) {
    return transposed instanceof ConvSpec convolution
        ? ConvArithmetic.transposedFull(
            convolution.inputSize(axis),
            convolution.effectiveKernel(axis),
            convolution.stride().get(axis))
        : ConvArithmetic.transposedFull(
            transposed.inputSize(axis),
            ((TensorFlowSpec) transposed).effectiveKernel(axis),
            ((TensorFlowSpec) transposed).strides().get(axis));
  }

  /** Where in the whole result of a transposed convolution the output begins. */
  public static int sliceBegin(Layer transposed, int axis) {
    return transposed instanceof ConvSpec convolution
        ? convolution.padAmount(axis).before()
        : ((TensorFlowSpec) transposed).padAmount(axis).orElseThrow().before();
  }
}
