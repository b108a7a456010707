package io.github.padbridge.explain;

import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * The padding of SAME on one axis of a forward TensorFlow layer, by input size, on builds of
 * TensorFlow whose 3-D ops do not start late.
 */
public record SameAmounts(TensorFlowSpec spec, int axis) {

  /** Empty for a layer without SAME and for a transposed convolution. */
  public static Optional<SameAmounts> of(TensorFlowSpec spec, int axis) {
    return spec.padding() instanceof TensorFlowPadding.Same && !spec.op().isTransposed()
        ? Optional.of(new SameAmounts(spec, axis))
        : Optional.empty();
  }

  private long stride() {
    return spec.strides().get(axis);
  }

  /** The padding of an axis of a size. */
  public PadAmount at(long size) {
    return ConvArithmetic.tensorFlowSame(size, spec.effectiveKernel(axis), stride());
  }

  /** The least padding: of an axis that the stride divides. */
  public PadAmount least() {
    return at(stride());
  }

  /** The most padding: of an axis with remainder 1 by the stride. */
  public PadAmount most() {
    return at(1);
  }

  /** The sizes with a property of the padding. */
  public Optional<AxisSizes> where(LongPredicate holds) {
    return AxisSizes.of(spec, axis, holds, spec.effectiveKernel(axis) + stride(), stride());
  }

  /**
   * Whether the PyTorch op gives the same numbers with equal padding on both sides, which an
   * average must not count.
   */
  public boolean isEven(long size) {
    return Stream.of(at(size).before(), at(size).after())
        .anyMatch(both -> windows(both).at(size) == SameOp.Outcome.EQUAL);
  }

  /** Whether some builds of TensorFlow skip elements at the start. */
  public boolean mayStartLate(long size) {
    return spec.mayStartLate()
        && ConvArithmetic.tensorFlowSame3d(size, spec.effectiveKernel(axis), stride()).before() < 0;
  }

  private SameWindows windows(int both) {
    PadAmount around = new PadAmount(both, both);
    boolean pools = spec.op().isPooling();
    return new SameWindows(
        pools ? SameWindows.Kind.OF_ELEMENTS : SameWindows.Kind.WEIGHTED,
        spec.kernelSize().get(axis),
        spec.dilations().get(axis),
        stride(),
        false,
        any -> around);
  }
}
