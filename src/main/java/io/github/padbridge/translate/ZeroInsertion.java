package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.List;

/**
 * A transposed convolution, or one with zeros between its input elements, as a forward convolution:
 * zeros between the input elements, padding of {@code dilation*(kernel_size - 1) - padding} around
 * them, the flipped kernel, and stride 1. Padding the input before {@code conv_transpose} is not
 * equal, because the zeros between the elements must be inserted first.
 */
final class ZeroInsertion {
  private static final List<Layout> FORWARD_WEIGHT = Layout.ofEveryRank("", "IO");

  private final Convolution convolution;
  private final int rank;
  private final ConvDraft draft;

  private ZeroInsertion(Strategy strategy, Layer layer, Convolution convolution) {
    this.convolution = convolution;
    this.rank = convolution.rank();
    this.draft = new ConvDraft(strategy, layer, convolution);
  }

  static Plan plan(Layer layer, Convolution convolution, Runtime runtime) {
    if (!convolution.transposed() && !convolution.insertsZeros()) {
      throw Applicability.refusal(Strategy.ZERO_INSERT, "a transposed convolution", layer.opName());
    }
    return plan(Strategy.ZERO_INSERT, layer, convolution, runtime);
  }

  /** The same plan under the name of another strategy. */
  static Plan plan(Strategy strategy, Layer layer, Convolution convolution, Runtime runtime) {
    return new ZeroInsertion(strategy, layer, convolution).plan(runtime);
  }

  /** Whether an axis is padded at one end and cropped at the other: what crops may be padding. */
  static boolean padsAndCrops(Convolution convolution) {
    return !convolution.transposed()
        && convolution.axes().stream()
            .flatMap(axis -> axis.padding().stream())
            .anyMatch(amount -> !amount.padded().isNone() && !amount.cropped().isNone());
  }

  private Plan plan(Runtime runtime) {
    draft.begin();
    forwardKernel();
    List<Integer> apart = draft.windows(Window::baseDilation);
    if (apart.stream().anyMatch(stride -> stride > 1)) {
      String argument = convolution.transposed() ? "stride" : "lhs_dilation";
      draft.add(new ZeroInsert(1, apart), argument + " - 1 zeros between the elements");
    }
    padAndCrop();
    String why =
        convolution.channels().isOneGroup()
            ? "a forward convolution"
            : "TensorFlow infers the groups from the weight shape";
    draft.convolve(draft.windows(Window::stride), WindowPadding.VALID, runtime, why);
    return draft.end();
  }

  /** The weight as the forward kernel (k..., I/groups, O), flipped. */
  private void forwardKernel() {
    draft.transposeWeight(FORWARD_WEIGHT.get(rank), "weight layout of a forward convolution");
    if (convolution.transposed() && !convolution.channels().isOneGroup()) {
      int groups = convolution.channels().groups().intValue();
      draft.add(
          new Split(Operand.WEIGHT, rank, groups), "splits the groups along the input channels");
      draft.add(
          new Concat(Operand.WEIGHT, rank + 1, groups), "joins them along the output channels");
    }
    if (convolution.windowReversal() && convolution.hasAxis(window -> window.size() > 1)) {
      draft.add(new FlipKernel(0, rank), "a transposed convolution reads the kernel in reverse");
    }
  }

  /** The zeros are inserted first: a crop may be longer than the data without them. */
  private void padAndCrop() {
    List<PadAmount> around =
        draft.perAxis(axis -> convolution.axes().get(axis).padding().orElseThrow());
    draft.padZeros(
        around.stream().map(PadAmount::padded).toList(),
        convolution.transposed()
            ? "dilation*(kernel_size - 1) - padding on both sides, output_padding at the end"
            : draft.layer().framework().title() + "'s padding");
    draft.slice(
        around.stream().map(a -> -a.cropped().before()).toList(),
        draft.perAxis(axis -> padded(convolution.axes().get(axis), around.get(axis))),
        "negative padding crops");
  }

  private static Size padded(WindowDimension dimension, PadAmount around) {
    Window window = dimension.window();
    return ConvArithmetic.padded(
        ConvArithmetic.zeroInserted(dimension.input(), window.baseDilation()), around);
  }
}
