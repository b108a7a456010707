package io.github.padbridge.spec;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** PyTorch's {@code padding} argument: numbers, {@code "same"} or {@code "valid"}. */
public sealed interface Padding {
  /** What is padded on one axis, given how far the kernel reaches there. */
  PadAmount on(int axis, long effectiveKernel);

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
    public PadAmount on(int axis, long effectiveKernel) {
      return new PadAmount(amounts.get(axis), amounts.get(axis));
    }
  }

  /** The output is as long as the input; PyTorch allows it for stride 1 only. */
  record Same() implements Padding {
    @Override
    public PadAmount on(int axis, long effectiveKernel) {
      return ConvArithmetic.torchSame(effectiveKernel);
    }
  }

  /** No padding. */
  record Valid() implements Padding {
    @Override
    public PadAmount on(int axis, long effectiveKernel) {
      return PadAmount.NONE;
    }
  }
}
