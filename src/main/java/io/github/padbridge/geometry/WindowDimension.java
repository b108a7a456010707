package io.github.padbridge.geometry;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.Optional;

/**
 * One spatial axis of a computation.
 *
 * @param edges the padding rule, applied after base dilation
 * @param input the input size; may be unknown
 * @param output the output size, which follows from the other arguments
 */
public record WindowDimension(Window window, Edges edges, Size input, Size output) {
  /** The padding, negative where it crops; empty where it depends on an unknown size. */
  public Optional<PadAmount> padding() {
    return edges.at(input, window);
  }

  /** Whether the axis is padded or cropped at some input size. */
  public boolean mayPad() {
    return !edges.equals(new Edges.Fixed(PadAmount.NONE));
  }

  /** See {@link Edges#covering}. */
  public Optional<PadAmount> coveringPadding() {
    return edges.covering(input, window);
  }

  /** The size of the full result of a transposed convolution, before it is cropped. */
  public Size transposedFull() {
    return ConvArithmetic.transposedFull(input, window.reach(), window.baseDilation());
  }

  /**
   * How much a transposed convolution crops from both ends of {@link #transposedFull}; negative
   * where the output is longer.
   */
  public PadAmount crop() {
    return cropOrPadding(padding().orElseThrow(), window.reach());
  }

  /**
   * The output_padding of a transposed convolution in PyTorch and Keras: how much longer its output
   * is than one with equal crops at both ends. Not negative.
   */
  public int outputPadding() {
    return Math.max(crop().before() - crop().after(), 0);
  }

  /**
   * Converts between the padding and the crop of a transposed convolution: they add up to {@code
   * reach − 1} on each side.
   */
  public static PadAmount cropOrPadding(PadAmount amount, long reach) {
    return new PadAmount(
        Math.toIntExact(reach - 1 - amount.before()), Math.toIntExact(reach - 1 - amount.after()));
  }
}
