package io.github.padbridge.render.python;

import io.github.padbridge.render.SpecText;
import io.github.padbridge.translate.Translation;

/** Functions of TensorFlow ops, in PyTorch's layouts or in TensorFlow's. */
public final class TensorFlowModule extends PythonModule {
  private final DataFormat dataFormat;

  public TensorFlowModule(DataFormat dataFormat) {
    this.dataFormat = dataFormat;
  }

  @Override
  public String head() {
    CodeWriter code = new CodeWriter();
    code.line(0, "\"\"\"PyTorch's layers in TensorFlow, written by padbridge.\"\"\"");
    code.line(0, "");
    code.line(0, "import tensorflow as tf");
    if (dataFormat == DataFormat.CHANNELS_LAST) {
      code.line(0, "");
      code.line(0, "");
      code.line(0, "def convert_weight(weight):");
      code.line(1, "\"\"\"PyTorch's weight, of whichever layer below, as TensorFlow has it.\"\"\"");
      code.line(1, "return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])");
    }
    return code.toString();
  }

  @Override
  String function(String name, Translation translation) {
    return TensorFlowFunction.of(
        name, SpecText.of(translation.spec()), translation.plan(), dataFormat);
  }
}
