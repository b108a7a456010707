package io.github.padbridge.layer;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;

/**
 * The windows of a JAX layer and what they read beyond the input.
 *
 * @param windows kernel size, stride and dilation
 * @param baseDilation from one input element to the next, one number for each spatial axis: {@code
 *     lhs_dilation}; the zeros between the elements come before the padding
 * @param paddingMode the content of the padding, ZEROS unless baseDilation is 1; a max pooling pads
 *     with minus infinity instead
 * @param reversal whether the windows read the kernel in reverse, as {@code transpose_kernel} makes
 *     them
 */
public record JaxWindows(
    Windows windows,
    List<Integer> baseDilation,
    JaxPadding padding,
    PaddingMode paddingMode,
    boolean reversal) {
  public JaxWindows {
    baseDilation = List.copyOf(baseDilation);
  }

  /** Whether zeros stand between the input elements on any axis. */
  public boolean isBaseDilated() {
    return baseDilation.stream().anyMatch(dilation -> dilation > 1);
  }

  /** The size of an axis with the zeros between its elements. */
  Size dilated(Size input, int axis) {
    return ConvArithmetic.zeroInserted(input, baseDilation.get(axis));
  }

  /** The padding of an axis; empty if it depends on an unknown size. */
  Optional<PadAmount> padAmount(Size input, int axis) {
    if (padding instanceof JaxPadding.Pairs pairs) {
      return Optional.of(pairs.amounts().get(axis));
    }
    long reach = windows.effectiveKernel(axis);
    long stride = windows.stride().get(axis);
    if (!input.isKnown() && stride > 1) {
      return Optional.empty();
    }
    // At stride 1 SAME does not depend on the input size.
    SameRule rule = ((JaxPadding.Same) padding).lower() ? SameRule.LOWER : SameRule.UPPER;
    return Optional.of(rule.amount(input.isKnown() ? input.value() : reach, reach, stride));
  }

  Size outputSize(Size input, int axis) {
    long stride = windows.stride().get(axis);
    if (padding instanceof JaxPadding.Same) {
      return ConvArithmetic.sameOutput(input, stride);
    }
    Size padded = ConvArithmetic.padded(dilated(input, axis), padAmount(input, axis).orElseThrow());
    return ConvArithmetic.forwardOutput(padded, windows.effectiveKernel(axis), stride);
  }
}
