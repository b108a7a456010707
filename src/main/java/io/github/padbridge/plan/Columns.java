package io.github.padbridge.plan;

import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;

/**
 * What a convolution unrolls its input to, to be multiplied by the weight as matrices, a group at a
 * time.
 *
 * @param elements of one group
 * @param channels the weight's channels that they are multiplied by
 */
public record Columns(double elements, long channels, long groups) {
  public static final Columns NONE = new Columns(0, 0, 0);

  /**
   * The columns of one op.
   *
   * @param data the input or output, wherever each position of a window is
   * @param dataChannels the axis of the channels, which make no positions
   * @param weightChannels the axis of the channels that columns are multiplied by
   */
  public static Columns of(
      Shape data, int dataChannels, Shape weight, int weightChannels, Size groups) {
    return new Columns(
        positions(data, dataChannels) * positions(weight, weightChannels),
        weight.size(weightChannels).value(),
        groups.value());
  }

  /** Elements but for one axis. */
  private static double positions(Shape shape, int axis) {
    return (double) shape.elements() / Math.max(shape.size(axis).value(), 1);
  }
}
