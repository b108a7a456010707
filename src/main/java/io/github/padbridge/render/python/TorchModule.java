package io.github.padbridge.render.python;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Functions of PyTorch ops, in the layout of each layer or channels first. */
public final class TorchModule extends PythonModule {
  /** The Python function that pads SAME when the size is known only at run time. */
  private static final String SAME_PAD =
      """
      def same_pad(x, kernel_size, stride, dilation, value=0.0, late_start=False):
          \"""Pads x, (N, C, spatial...), as TensorFlow's SAME does for its size.

          What a stride leaves over is cut off the end, with late_start half of it off the
          start, as TensorFlow's 3-D ops do on CPU.
          \"""
          amounts = []
          for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):
              total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size
              before = max(total, 0) // 2
              if late_start and total < 0:
                  before = -(-total // 2)
              amounts = [before, total - before] + amounts
          return F.pad(x, amounts, value=value)


      """;

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
    return (needed ? SAME_PAD : "") + code;
  }
}
