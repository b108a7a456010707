package io.github.padbridge.render.python;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TargetLayout;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.translate.Translation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions of TensorFlow ops, in the layout of each layer or in TensorFlow's. */
public final class TensorFlowModule extends PythonModule {
  private final @Nullable DataFormat dataFormat;
  private boolean hasConvertWeight;

  /**
   * @param dataFormat null for the layout of each layer
   */
  public TensorFlowModule(@Nullable DataFormat dataFormat) {
    this.dataFormat = dataFormat;
  }

  @Override
  public Optional<Fault> unfit(Translation translation) {
    boolean turned =
        dataFormat == DataFormat.CHANNELS_FIRST
            && DataFormat.of(translation.spec()) == DataFormat.CHANNELS_LAST;
    return super.unfit(translation).or(() -> unturned(turned, dataFormat));
  }

  @Override
  String head() {
    CodeWriter code = new CodeWriter();
    code.line(0, "\"\"\"Layers in TensorFlow ops, written by padbridge.\"\"\"");
    code.line(0, "");
    code.line(0, "import tensorflow as tf");
    return code.toString();
  }

  @Override
  String function(String name, Translation translation) {
    Plan plan = translation.plan();
    if (dataFormat != DataFormat.CHANNELS_LAST) {
      return TensorFlowFunction.of(name, translation.spec(), plan);
    }
    Framework source = translation.spec().framework();
    String function =
        TensorFlowFunction.of(name, translation.spec(), TargetLayout.of(plan, source));
    boolean converts = plan.weight() != null && source != plan.target() && !hasConvertWeight;
    hasConvertWeight |= converts;
    return (converts ? ConvertWeight.code() + "\n\n" : "") + function;
  }
}
