package io.github.padbridge.render.python;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.repair.SamePad;
import io.github.padbridge.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Functions of PyTorch ops, in the layout of each layer or channels first. */
public final class TorchModule extends PythonModule {
  private boolean hasSamePad;

  /**
   * @param dataFormat null for the layout of each layer
   */
  public TorchModule(@Nullable DataFormat dataFormat) {
    super(
        TorchStep.OPS,
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
    boolean needed =
        !hasSamePad
            && plan.steps().stream().anyMatch(traced -> traced.step() instanceof TorchStep.SamePad);
    hasSamePad |= needed;
    return (needed ? SamePad.FUNCTION : "") + code;
  }
}
