package io.github.padbridge.layer;

import java.util.Arrays;

/**
 * Numbers in a shape, row-major: the last axis runs fastest.
 *
 * @param shape the size of each axis
 * @param data as many numbers as the sizes' product; owned by the tensor, not to be changed
 */
public record Tensor(int[] shape, double[] data) {
  public Tensor {
    long elements = 1;
    for (int size : shape) {
      elements *= size;
    }
    if (elements != data.length) {
      throw new IllegalArgumentException(
          "shape needs " + elements + " numbers, got " + data.length);
    }
  }

  /**
   * The numbers of the positions from {@code begin} on the first axis, up to {@code end} at most.
   */
  public Tensor samples(int begin, int end) {
    int[] part = shape.clone();
    part[0] = Math.min(end, shape[0]) - begin;
    int sample = shape[0] == 0 ? 0 : data.length / shape[0];
    return new Tensor(part, Arrays.copyOfRange(data, begin * sample, (begin + part[0]) * sample));
  }
}
