package io.github.padbridge.render.python;

/** The Python function that brings PyTorch's weight into TensorFlow's order of axes. */
final class ConvertWeight {
  private ConvertWeight() {}

  /**
   * Says in Python what {@link io.github.padbridge.plan.KernelOrder} is, for weights of any rank.
   */
  static String code() {
    return """
        def convert_weight(weight):
            \"""The weight of a PyTorch layer in TensorFlow's order of axes.\"""
            return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])
        """;
  }
}
