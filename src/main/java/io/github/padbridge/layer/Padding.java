package io.github.padbridge.layer;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * The padding of a PyTorch convolution: its {@code padding} argument, which is numbers, {@code
 * "same"} or {@code "valid"}, or padding that is added at run time.
 */
public sealed interface Padding {
  /** The padding of one axis, from the input size and the effective kernel size. */
  PadAmount on(int axis, Size in, long effectiveKernel, long stride);

  /**
   * The same amount on both sides.
   *
   * @param amounts one for each spatial axis
   */
  record Explicit(List<Integer> amounts) implements Padding {
    public Explicit {
      amounts = List.copyOf(amounts);
    }

    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return new PadAmount(amounts.get(axis), amounts.get(axis));
    }
  }

  /** The output has the size of the input; only for stride 1. */
  record Same() implements Padding {
    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return ConvArithmetic.torchSame(effectiveKernel);
    }
  }

  /**
   * TensorFlow SAME padding, computed from the input at run time, as in {@code
   * timm.layers.Conv2dSame}; the padding argument is 0. For an unknown input size the amount is
   * unknown.
   */
  record RuntimeSame() implements Padding {
    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return ConvArithmetic.tensorFlowSame(in.value(), effectiveKernel, stride);
    }
  }

  /**
   * A different amount for each side, which the {@code padding} argument cannot hold: from a
   * padding module in front of the convolution, or added at run time. Filled by the padding mode.
   *
   * @param amounts one for each spatial axis, not negative
   */
  record PerSide(List<PadAmount> amounts) implements Padding {
    public PerSide {
      amounts = List.copyOf(amounts);
    }

    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return amounts.get(axis);
    }
  }

  /** No padding. */
  record Valid() implements Padding {
    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return PadAmount.NONE;
    }
  }
}
