package io.github.padbridge.layer;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * What a PyTorch convolution pads: its {@code padding} argument, which is numbers, {@code "same"}
 * or {@code "valid"}, or what is padded beside that argument when it runs.
 */
public sealed interface Padding {
  /** What is padded on one axis, given how long it is and how far the kernel reaches there. */
  PadAmount on(int axis, Size in, long effectiveKernel, long stride);

  /**
   * The same amount on both sides.
   *
   * @param amounts one a spatial axis
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

  /** The output is as long as the input; PyTorch allows it for stride 1 only. */
  record Same() implements Padding {
    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return ConvArithmetic.torchSame(effectiveKernel);
    }
  }

  /**
   * What TensorFlow's SAME pads, worked out from the input when the layer runs, as the {@code
   * Conv2dSame} of timm does and its kin; the padding argument itself is 0. A size that is not
   * known leaves the amount open.
   */
  record RuntimeSame() implements Padding {
    @Override
    public PadAmount on(int axis, Size in, long effectiveKernel, long stride) {
      return ConvArithmetic.tensorFlowSame(in.value(), effectiveKernel, stride);
    }
  }

  /**
   * An amount for each side, which PyTorch's {@code padding} argument cannot hold: what a module in
   * front of the convolution pads, or its class when it runs. The padding mode says with what.
   *
   * @param amounts one a spatial axis, not negative
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
