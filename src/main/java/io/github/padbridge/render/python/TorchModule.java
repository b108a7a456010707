package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.translate.Translation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions of PyTorch ops, in the layout of each layer or with the data in PyTorch's. */
public final class TorchModule extends PythonModule {
  private final @Nullable DataFormat dataFormat;
  private boolean hasSamePad;

  /**
   * @param dataFormat null for the layout of each layer
   */
  public TorchModule(@Nullable DataFormat dataFormat) {
    this.dataFormat = dataFormat;
  }

  @Override
  Framework target() {
    return Framework.PYTORCH;
  }

  @Override
  public Optional<Fault> unfit(Translation translation) {
    boolean turned =
        dataFormat == DataFormat.CHANNELS_LAST
            && DataFormat.of(translation.spec()) == DataFormat.CHANNELS_FIRST;
    return super.unfit(translation).or(() -> unturned(turned, dataFormat));
  }

  @Override
  String head() {
    CodeWriter code = new CodeWriter();
    code.line(0, "\"\"\"Layers in PyTorch ops, written by padbridge.\"\"\"");
    code.line(0, "");
    code.line(0, "import torch");
    code.line(0, "import torch.nn.functional as F");
    return code.toString();
  }

  @Override
  String function(String name, Translation translation) {
    boolean channelsFirst = dataFormat == DataFormat.CHANNELS_FIRST;
    Plan plan =
        channelsFirst
            ? TargetLayout.of(translation.plan(), translation.spec().framework())
            : translation.plan();
    TorchFunction function = new TorchFunction(plan);
    String code = function.of(name, translation.spec());
    String needed = function.padsAtRunTime() && !hasSamePad ? samePad() : "";
    hasSamePad |= function.padsAtRunTime();
    return needed + code;
  }

  /** What SAME puts around data whose size is known only when the function runs. */
  private static String samePad() {
    CodeWriter code = new CodeWriter();
    code.line(0, "def same_pad(x, kernel_size, stride, dilation, value=0.0, late_start=False):");
    code.line(1, "\"\"\"Pads x, (N, C, spatial...), as TensorFlow's SAME does for its size.");
    code.line(0, "");
    code.line(
        1, "What a stride leaves over is cut off the end, with late_start half of it off the");
    code.line(1, "start, as TensorFlow's 3-D ops do on CPU.");
    code.line(1, "\"\"\"");
    code.line(1, "amounts = []");
    code.line(1, "for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):");
    code.line(2, "total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size");
    code.line(2, "before = max(total, 0) // 2");
    code.line(2, "if late_start and total < 0:");
    code.line(3, "before = -(-total // 2)");
    code.line(2, "amounts = [before, total - before] + amounts");
    code.line(1, "return F.pad(x, amounts, value=value)");
    code.line(0, "");
    code.line(0, "");
    return code.toString();
  }
}
