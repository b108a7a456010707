package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import java.util.List;

/** TensorFlow's SAME, where it pads the same amounts as the layer. */
final class SamePadding {
  private SamePadding() {}

  static Plan plan(Layer layer, Convolution convolution, Runtime runtime) {
    require(layer, convolution);
    ConvDraft draft = new ConvDraft(Strategy.SAME, layer, convolution);
    draft.begin();
    draft.permuteWeight();
    if (convolution.transposed()) {
      List<WindowDimension> axes = convolution.axes();
      List<Integer> dilations = draft.dilations(true, WindowPadding.SAME, runtime);
      draft.splitByGroups(
          "TensorFlow has no grouped transposed convolution",
          new OutputShapeConvTranspose(
              draft.strides(),
              dilations,
              draft.resultShape(axis -> axes.get(axis).output(), draft.groupChannels()),
              WindowPadding.SAME));
      return draft.end();
    }
    boolean padsSame =
        convolution.axes().stream().allMatch(axis -> axis.edges() instanceof Edges.Same);
    String why = padsSame ? "the padding of the layer is SAME" : "SAME pads the same amounts here";
    draft.convolve(draft.strides(), WindowPadding.SAME, runtime, why);
    return draft.end();
  }

  private static void require(Layer layer, Convolution convolution) {
    Applicability needs = new Applicability(Strategy.SAME, layer);
    needs.needsZeros(convolution.border());
    needs.needsAdjacentElements(convolution);
    if (convolution.border() == Border.ZEROS && !convolution.insertsZeros()) {
      SameSizes.require(
          layer, convolution, needs, (axis, size) -> require(convolution, axis, size, needs));
    }
    needs.require();
  }

  private static void require(Convolution convolution, int axis, long size, Applicability needs) {
    WindowDimension dimension = convolution.axes().get(axis);
    if (convolution.transposed()) {
      requireTransposed(dimension, axis, needs);
      return;
    }
    PadAmount same =
        ConvArithmetic.tensorFlowSame(
            size, dimension.window().reach(), dimension.window().stride());
    needs.needsOn(
        axis,
        false,
        "the padding of SAME, " + text(same),
        text(dimension.padding().orElseThrow()),
        Argument.PADDING);
  }

  /** Whether the strategy applies, without the reasons. */
  static boolean holds(Layer layer, Convolution convolution) {
    return convolution.border() == Border.ZEROS
        && !convolution.insertsZeros()
        && SameSizes.holds(layer, convolution);
  }

  /**
   * SAME of a transposed convolution is the padding of the forward convolution of its output.
   * Whether that convolution gives the input size is the same for all sizes.
   */
  private static void requireTransposed(WindowDimension dimension, int axis, Applicability needs) {
    long stride = dimension.window().baseDilation();
    PadAmount crop = dimension.crop();
    long more = dimension.window().reach() - stride - crop.total();
    if (ConvArithmetic.sameTransposes(more, stride)) {
      int start = ConvArithmetic.transposedSame(crop.total()).before();
      needs.needsOn(
          axis,
          false,
          "the padding of SAME, " + start + " at the start",
          crop.before(),
          Argument.PADDING);
      return;
    }
    needs.needsOn(
        axis,
        false,
        stride == 1
            ? "an output size equal to the input size"
            : "an output size from input*stride - " + (stride - 1) + " to input*stride",
        (stride == 1 ? "input " : "input*stride ") + (more < 0 ? "- " + -more : "+ " + more),
        Argument.PADDING);
  }

  private static String text(PadAmount amount) {
    return amount.before() + " and " + amount.after();
  }
}
