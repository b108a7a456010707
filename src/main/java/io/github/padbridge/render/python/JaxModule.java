package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.translate.JaxTarget;
import io.github.padbridge.translate.OperandLayouts;
import io.github.padbridge.translate.Translation;
import org.jspecify.annotations.Nullable;

/** Functions of JAX ops, in the layout of each layer, channels first or channels last. */
public final class JaxModule extends PythonModule {
  private static final String CONVERT_WEIGHT =
      """
      def convert_weight(weight):
          \"""The weight of a PyTorch layer in the axis order of Flax.\"""
          return jnp.transpose(weight, (*range(2, weight.ndim), 1, 0))


      """;

  private final @Nullable DataFormat asked;
  private boolean hasConvertWeight;
  private boolean hasLatePadding;

  /**
   * @param dataFormat null for the layout of each layer
   */
  public JaxModule(@Nullable DataFormat dataFormat) {
    super(
        JaxOpSet.OPS,
        null,
        dataFormat,
        "Layers in JAX ops",
        "import jax.numpy as jnp",
        "from jax import lax");
    this.asked = dataFormat;
  }

  @Override
  Plan plan(Translation translation) {
    Layer layer = translation.spec();
    if (asked == null) {
      return translation.plan();
    }
    return JaxTarget.plan(
        layer,
        asked == DataFormat.CHANNELS_LAST
            ? OperandLayouts.channelsLast(layer)
            : OperandLayouts.channelsFirst(layer));
  }

  @Override
  String function(String name, Translation translation) {
    Plan plan = plan(translation);
    String code = new JaxFunction(translation.spec(), plan).code(name);
    boolean converts =
        asked == DataFormat.CHANNELS_LAST
            && plan.weight() != null
            && translation.spec().framework() == Framework.PYTORCH
            && !hasConvertWeight;
    hasConvertWeight |= converts;
    boolean late =
        !hasLatePadding && plan.steps().stream().anyMatch(traced -> isLate(traced.step()));
    hasLatePadding |= late;
    return (converts ? CONVERT_WEIGHT : "")
        + (late ? PreludeFunction.JAX_LATE_SAME_PADDING.beforeFunction() : "")
        + code;
  }

  private static boolean isLate(Step step) {
    WindowPadding padding =
        step instanceof Conv conv
            ? conv.padding()
            : step instanceof Pool pool ? pool.padding() : null;
    return padding instanceof WindowPadding.Same same && same.isComputed();
  }
}
