package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.AveragePooling;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Size;

/**
 * A pooling with TensorFlow's SAME, where its windows are the windows of the layer. An average with
 * SAME divides by the input elements of each window.
 */
final class PoolSame {
  private PoolSame() {}

  static Plan plan(Layer layer, Computation pooling) {
    require(layer, pooling);
    TensorFlowDraft draft = new TensorFlowDraft(Strategy.SAME, layer, pooling);
    draft.begin();
    draft.pool(
        Operand.DATA,
        pooling instanceof AveragePooling ? Pooling.AVG : Pooling.MAX,
        WindowPadding.SAME,
        "SAME has the same windows here");
    return draft.end();
  }

  private static void require(Layer layer, Computation pooling) {
    Applicability needs = new Applicability(Strategy.SAME, layer);
    Divisor divisor =
        pooling instanceof AveragePooling average ? average.divisor() : new Divisor.Elements();
    boolean overridden = divisor instanceof Divisor.Constant;
    needs.needs(
        !overridden,
        "no divisor_override",
        divisor instanceof Divisor.Constant constant ? constant.value() : null,
        Argument.DIVISOR_OVERRIDE);
    boolean counts =
        divisor instanceof Divisor.Whole
            ? pooling.axes().stream().anyMatch(WindowDimension::mayPad)
            : divisor instanceof Divisor.Padded && padsAny(pooling);
    needs.needs(
        !counts,
        "count_include_pad False, because SAME does not count its padding",
        "True",
        Argument.COUNT_INCLUDE_PAD);
    boolean spread = false;
    for (int axis = 0; axis < pooling.rank(); axis++) {
      spread |= !needs.needsNoDilation(axis, pooling.axes().get(axis).window());
    }
    if (!spread && !overridden && !counts) {
      SameSizes.require(
          layer,
          pooling,
          needs,
          (axis, size) -> requireWindows(pooling.axes().get(axis), axis, size, needs));
    }
    needs.require();
  }

  private static boolean padsAny(Computation pooling) {
    return pooling.axes().stream()
        .anyMatch(axis -> axis.padding().filter(amount -> amount.before() > 0).isPresent());
  }

  private static void requireWindows(
      WindowDimension dimension, int axis, long size, Applicability needs) {
    int stride = dimension.window().stride();
    Size sameOutput = ConvArithmetic.sameOutput(dimension.input(), stride);
    needs.needsOn(
        axis,
        sameOutput.equals(dimension.output()),
        "the output size of SAME, " + sameOutput,
        dimension.output(),
        Argument.PADDING);
    int own = dimension.padding().orElseThrow().before();
    int before = ConvArithmetic.tensorFlowSame(size, dimension.window().reach(), stride).before();
    needs.needsOn(
        axis,
        before == own,
        "the padding of SAME, " + before + " at the start",
        own,
        Argument.PADDING);
  }
}
