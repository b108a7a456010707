package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** One op with a list of paddings, which TensorFlow supports in two dimensions only. */
final class ExplicitPadding {
  private ExplicitPadding() {}

  static Plan plan(Layer layer, Convolution convolution) {
    require(layer, convolution);
    ConvDraft draft = new ConvDraft(Strategy.EXPLICIT, layer, convolution);
    draft.begin();
    draft.permuteWeight();
    List<WindowDimension> axes = convolution.axes();
    WindowPadding padding =
        new WindowPadding.Explicit(draft.perAxis(axis -> amount(convolution, axis)));
    if (convolution.transposed()) {
      draft.add(
          new OutputShapeConvTranspose(
              draft.strides(),
              draft.ones(),
              draft.resultShape(axis -> axes.get(axis).output(), convolution.channels().out()),
              padding),
          layer.framework().title() + "'s padding and output size");
    } else {
      boolean pads = axes.stream().anyMatch(axis -> !axis.coveringPadding().orElseThrow().isNone());
      String why = pads ? layer.framework().title() + "'s padding" : "the convolution";
      draft.add(draft.conv(draft.strides(), padding), why);
    }
    return draft.end();
  }

  /**
   * The amounts of the list. For a transposed convolution these are the paddings of the forward
   * convolution of its output; at the end they may exceed the crop, by less than a stride.
   */
  private static PadAmount amount(Convolution convolution, int axis) {
    WindowDimension dimension = convolution.axes().get(axis);
    if (!convolution.transposed()) {
      return dimension.coveringPadding().orElseThrow();
    }
    PadAmount crop = dimension.crop();
    return new PadAmount(crop.before(), Math.max(crop.before(), crop.after()));
  }

  /** Whether the strategy applies, without the reasons. */
  static boolean holds(Convolution convolution) {
    return convolution.rank() == 2
        && convolution.border() == Border.ZEROS
        && !convolution.insertsZeros()
        && convolution.axes().stream().allMatch(axis -> holds(convolution, axis));
  }

  private static boolean holds(Convolution convolution, WindowDimension axis) {
    return convolution.transposed()
        ? convolution.channels().isOneGroup()
            && axis.outputPadding() < axis.window().baseDilation()
            && !axis.window().isSpread()
        : axis.coveringPadding().filter(ExplicitPadding::isNotNegative).isPresent();
  }

  private static boolean isNotNegative(PadAmount amount) {
    return amount.before() >= 0 && amount.after() >= 0;
  }

  private static void require(Layer layer, Convolution convolution) {
    Applicability needs = new Applicability(Strategy.EXPLICIT, layer);
    needs.needs(convolution.rank() == 2, "two spatial axes", layer.opName(), Argument.OP);
    needs.needsZeros(convolution.border());
    needs.needsAdjacentElements(convolution);
    needs.needsPaddings(convolution);
    for (int axis = 0; axis < convolution.rank(); axis++) {
      PadAmount amount = convolution.axes().get(axis).coveringPadding().orElse(PadAmount.NONE);
      needs.needsOn(
          axis,
          convolution.transposed() || convolution.border() != Border.ZEROS || isNotNegative(amount),
          "no negative padding",
          amount.before() + " and " + amount.after(),
          Argument.PADDING);
    }
    if (convolution.transposed()) {
      needs.needs(
          convolution.channels().isOneGroup(),
          "groups 1 in a transposed convolution",
          convolution.channels().groups(),
          Argument.GROUPS);
      for (int axis = 0; axis < convolution.rank(); axis++) {
        WindowDimension dimension = convolution.axes().get(axis);
        needs.needsOutputPaddingBelowStride(axis, dimension);
        needs.needsOn(
            axis,
            !dimension.window().isSpread(),
            "dilation 1 in a transposed convolution",
            dimension.window().dilation(),
            Argument.DILATION);
      }
    }
    needs.require();
  }
}
