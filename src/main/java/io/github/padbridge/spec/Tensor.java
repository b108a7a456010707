package io.github.padbridge.spec;

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
}
