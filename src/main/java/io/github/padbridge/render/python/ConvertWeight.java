package io.github.padbridge.render.python;

/** The Python function that transposes a PyTorch weight into the TensorFlow axis order. */
final class ConvertWeight {
  private ConvertWeight() {}

  /** {@link io.github.padbridge.plan.KernelOrder} in Python, for weights of any rank. */
  static String code() {
    return """
        def convert_weight(weight):
            \"""The weight of a PyTorch layer in the axis order of TensorFlow.\"""
            return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])
        """;
  }
}
