package io.github.padbridge.render.python;

import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Functions that build ONNX models, in the layout of each layer or channels first. */
public final class OnnxModule extends PythonModule {
  private boolean hasMakeModel;
  private boolean hasSamePad;
  private boolean hasOnes;

  /**
   * @param dataFormat null for the layout of each layer
   */
  public OnnxModule(@Nullable DataFormat dataFormat) {
    super(
        OnnxOpSet.OPS,
        DataFormat.CHANNELS_FIRST,
        dataFormat,
        "Layers as ONNX models",
        "import numpy as np",
        "from onnx import TensorProto, checker, helper, numpy_helper");
  }

  @Override
  String function(String name, Translation translation) {
    Plan plan = plan(translation);
    StringBuilder code = new StringBuilder();
    if (!hasMakeModel) {
      code.append(PreludeFunction.ONNX_MAKE_MODEL.beforeFunction());
      hasMakeModel = true;
    }
    if (!hasSamePad && has(plan, SamePad.class)) {
      code.append(PreludeFunction.ONNX_SAME_PAD.beforeFunction());
      hasSamePad = true;
    }
    if (!hasOnes && has(plan, Ones.class)) {
      code.append(PreludeFunction.ONNX_ONES_LIKE.beforeFunction());
      hasOnes = true;
    }
    return code + new OnnxFunction(translation.spec(), plan).code(name);
  }

  private static boolean has(Plan plan, Class<? extends Step> kind) {
    return plan.steps().stream().anyMatch(traced -> kind.isInstance(traced.step()));
  }
}
