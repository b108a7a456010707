package io.github.padbridge.render.python;

/** The function of written TensorFlow code that pads SAME for the size of the data. */
final class TensorFlowSamePad {
  static final String FUNCTION =
      """
      def same_pad(x, kernel_size, strides, dilations, value=0.0, odd_first=False):
          \"""Pads x, (N, spatial..., C), as SAME does for its size.

          An odd element goes to the end, with odd_first to the start. What a stride leaves
          over is cut off the end.
          \"""
          shape = tf.shape(x)
          paddings = [[0, 0]]
          sizes = [-1]
          for axis, (k, s, d) in enumerate(zip(kernel_size, strides, dilations), 1):
              whole = (-(-shape[axis] // s) - 1) * s + d * (k - 1) + 1
              total = tf.maximum(whole - shape[axis], 0)
              before = (total + int(odd_first)) // 2
              paddings.append([before, total - before])
              sizes.append(whole)
          x = tf.pad(x, paddings + [[0, 0]], constant_values=value)
          return tf.slice(x, [0] * len(x.shape), sizes + [-1])


      """;

  private TensorFlowSamePad() {}
}
