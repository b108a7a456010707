package io.github.padbridge.translate;

import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.PadAmount;

/**
 * A transposed convolution whose result starts before the full result, or ends so far after it that
 * the framework has no output_padding for it: zeros around the input extend the full result.
 *
 * @param zeros the zeros at both ends of the input
 * @param crop what is cropped from both ends of the extended result; negative at the end where
 *     output_padding makes it longer
 */
record ExtendedResult(PadAmount zeros, PadAmount crop) {
  /**
   * The result along an axis.
   *
   * @param bound the bound below which output_padding must be; at least the stride
   */
  static ExtendedResult of(WindowDimension axis, int bound) {
    int stride = axis.window().baseDilation();
    PadAmount crop = axis.crop();
    PadAmount zeros =
        new PadAmount(
            strides(Math.max(-crop.before(), 0), stride),
            -crop.after() < bound ? 0 : strides(-crop.after(), stride));
    return new ExtendedResult(
        zeros,
        new PadAmount(
            Math.addExact(crop.before(), Math.multiplyExact(zeros.before(), stride)),
            Math.addExact(crop.after(), Math.multiplyExact(zeros.after(), stride))));
  }

  /** How many strides cover a number of elements. */
  private static int strides(int elements, int stride) {
    return (elements + stride - 1) / stride;
  }
}
