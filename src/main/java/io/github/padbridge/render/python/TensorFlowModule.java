package io.github.padbridge.render.python;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Functions of TensorFlow ops, in the layout of each layer or channels last. */
public final class TensorFlowModule extends PythonModule {
  private boolean hasConvertWeight;
  private boolean hasSamePad;

  /**
   * @param dataFormat null for the layout of each layer
   */
  public TensorFlowModule(@Nullable DataFormat dataFormat) {
    super(
        TensorFlowOpSet.OPS,
        DataFormat.CHANNELS_LAST,
        dataFormat,
        "Layers in TensorFlow ops",
        "import tensorflow as tf");
  }

  @Override
  String function(String name, Translation translation) {
    Plan plan = plan(translation);
    String function = new TensorFlowFunction(translation.spec(), plan).code(name);
    boolean converts =
        turns()
            && plan.weight() != null
            && translation.spec().framework() != Framework.TENSORFLOW
            && !hasConvertWeight;
    hasConvertWeight |= converts;
    boolean pads =
        !hasSamePad && plan.steps().stream().anyMatch(traced -> traced.step() instanceof SamePad);
    hasSamePad |= pads;
    return (pads ? PreludeFunction.TENSORFLOW_SAME_PAD.beforeFunction() : "")
        + (converts ? ConvertWeight.code() + "\n\n" : "")
        + function;
  }
}
