package io.github.padbridge.layer;

import java.util.Arrays;

/**
 * Numbers with a shape, row-major.
 *
 * @param shape the size of each axis
 * @param data the numbers; their count is the product of the sizes. Must not be changed
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

  /** The part of the first axis from {@code begin} up to, and not including, {@code end}. */
  public Tensor samples(int begin, int end) {
    int[] part = shape.clone();
    part[0] = Math.min(end, shape[0]) - begin;
    int sample = shape[0] == 0 ? 0 : data.length / shape[0];
    return new Tensor(part, Arrays.copyOfRange(data, begin * sample, (begin + part[0]) * sample));
  }
}
