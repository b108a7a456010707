package io.github.padbridge.plan.step;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;

/**
 * The columns (im2col) that a convolution unrolls its input to before it multiplies them by the
 * weight, one group at a time.
 *
 * @param elements the number of elements for one group
 * @param channels the weight channels that they are multiplied by
 */
public record Columns(double elements, long channels, long groups) {
  public static final Columns NONE = new Columns(0, 0, 0);

  /**
   * The columns of one op.
   *
   * @param data the input or output, whichever has an element for each position of a window
   * @param dataChannels the channel axis, which has no positions
   * @param weightChannels the channel axis of the weight that the columns are multiplied by
   */
  public static Columns of(
      Shape data, int dataChannels, Shape weight, int weightChannels, Size groups) {
    return new Columns(
        positions(data, dataChannels) * positions(weight, weightChannels),
        weight.size(weightChannels).value(),
        groups.value());
  }

  /** The number of elements without one axis. */
  private static double positions(Shape shape, int axis) {
    return (double) shape.elements() / Math.max(shape.size(axis).value(), 1);
  }
}
