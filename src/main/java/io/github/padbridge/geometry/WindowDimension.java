package io.github.padbridge.geometry;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/**
 * One spatial axis of a computation.
 *
 * @param edges the padding around the input, after base dilation
 * @param input may be unknown
 * @param output follows from the others
 */
public record WindowDimension(Window window, Edges edges, Size input, Size output) {
  /** The padding, negative where it crops; empty where it depends on a size that is not known. */
  public Optional<PadAmount> padding() {
    return edges.at(input, window);
  }

  /** See {@link Edges#covering}. */
  public Optional<PadAmount> coveringPadding() {
    return edges.covering(input, window);
  }

  /** The length of everything that a transposed convolution writes, before it is cropped. */
  public Size transposedFull() {
    return ConvArithmetic.transposedFull(input, window.reach(), window.baseDilation());
  }

  /**
   * What a transposed convolution crops off both ends of {@link #transposedFull}; negative where
   * the output reaches past it.
   */
  public PadAmount crop() {
    return cropOrPadding(padding().orElseThrow(), window.reach());
  }

  /**
   * How much longer a transposed convolution's output is than one that is cropped at both ends as
   * at its start: PyTorch's and Keras' output_padding. Not negative.
   */
  public int outputPadding() {
    return Math.max(crop().before() - crop().after(), 0);
  }

  /**
   * The padding of a transposed convolution that crops {@code crop}, and the other way round: the
   * two add up to {@code reach − 1} on each side.
   */
  public static PadAmount cropOrPadding(PadAmount amount, long reach) {
    return new PadAmount(
        Math.toIntExact(reach - 1 - amount.before()), Math.toIntExact(reach - 1 - amount.after()));
  }
}
