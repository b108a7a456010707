package io.github.padbridge.render.python;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.translate.Translation;

/** Functions of TensorFlow ops, in PyTorch's layouts or in TensorFlow's. */
public final class TensorFlowModule extends PythonModule {
  private final DataFormat dataFormat;
  private boolean hasConvertWeight;

  public TensorFlowModule(DataFormat dataFormat) {
    this.dataFormat = dataFormat;
  }

  @Override
  String head() {
    CodeWriter code = new CodeWriter();
    code.line(0, "\"\"\"PyTorch layers in TensorFlow, written by padbridge.\"\"\"");
    code.line(0, "");
    code.line(0, "import tensorflow as tf");
    return code.toString();
  }

  @Override
  String function(String name, Translation translation) {
    Plan plan = translation.plan();
    if (dataFormat == DataFormat.CHANNELS_FIRST) {
      return TensorFlowFunction.of(name, translation.spec(), plan);
    }
    String function = TensorFlowFunction.of(name, translation.spec(), TargetLayout.of(plan));
    boolean converts = plan.weight() != null && !hasConvertWeight;
    hasConvertWeight |= converts;
    return (converts ? ConvertWeight.code() + "\n\n" : "") + function;
  }
}
