package io.github.padbridge.render.python;

/** The Python function that brings PyTorch's weight into TensorFlow's order of axes. */
final class ConvertWeight {
  private ConvertWeight() {}

  /**
   * Says in Python what {@link io.github.padbridge.plan.KernelOrder} is, for weights of any rank.
   */
  static String code() {
    CodeWriter code = new CodeWriter();
    code.line(0, "def convert_weight(weight):");
    code.line(1, "\"\"\"The weight of a PyTorch layer in TensorFlow's order of axes.\"\"\"");
    code.line(1, "return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])");
    return code.toString();
  }
}
