package io.github.padbridge.render.python;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.translate.Translation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions of PyTorch ops, in the layout of each layer or channels first. */
public final class TorchModule extends PythonModule {
  private final Set<PreludeFunction> functions = new HashSet<>();

  /**
   * @param dataFormat null for the layout of each layer
   */
  public TorchModule(@Nullable DataFormat dataFormat) {
    super(
        TorchOpSet.OPS,
        DataFormat.CHANNELS_FIRST,
        dataFormat,
        "Layers in PyTorch ops",
        "import torch",
        "import torch.nn.functional as F");
  }

  @Override
  String function(String name, Translation translation) {
    Plan plan = plan(translation);
    String code = new TorchFunction(translation.spec(), plan).code(name);
    StringBuilder needed = new StringBuilder();
    for (Plan.Traced traced : plan.steps()) {
      if (traced.step() instanceof SamePad pad) {
        PreludeFunction function =
            pad.rule() == SameRule.LOWER
                ? PreludeFunction.TORCH_SAME_LOWER_PAD
                : PreludeFunction.TORCH_SAME_PAD;
        needed.append(functions.add(function) ? function.beforeFunction() : "");
      }
    }
    return needed + code;
  }
}
