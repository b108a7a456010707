package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plans a convolution in JAX as one {@code lax.conv_general_dilated}. A transposed convolution is a
 * forward one over its input with zeros between the elements, with the flipped kernel.
 */
final class JaxConvolution {
  private final Convolution convolution;
  private final OperandLayouts given;
  private final JaxDraft draft;

  private JaxConvolution(Layer layer, Convolution convolution, OperandLayouts given) {
    this.convolution = convolution;
    this.given = given;
    this.draft = new JaxDraft(layer, convolution, given);
  }

  static Plan plan(Layer layer, Convolution convolution, OperandLayouts given) {
    JaxConvolution plan = new JaxConvolution(layer, convolution, given);
    plan.draft.begin();
    plan.convolve();
    return plan.draft.end();
  }

  private void convolve() {
    Layout kernel = arrangedWeight();
    if (convolution.windowReversal()) {
      draft.add(
          new FlipKernel(
              kernel.indexOf(Layout.spatialAxes(convolution.rank()).charAt(0)), convolution.rank()),
          convolution.transposed()
              ? "a transposed convolution reads its kernel in reverse"
              : "a true convolution flips the kernel");
    }
    draft.add(
        new Conv(
            draft.windows(Window::stride),
            padding(),
            draft.windows(Window::baseDilation),
            draft.dilations(),
            JaxDraft.batched(given.data()),
            kernel,
            convolution.channels().groups(),
            false),
        convolution.transposed()
            ? "lhs_dilation is the stride of the transposed convolution"
            : "the convolution");
    if (convolution.bias()) {
      draft.add(new AddBias(draft.channelAxis()), "one per output channel");
    }
  }

  /** The padding of the op, after the steps for a padding mode that it does not have. */
  private WindowPadding padding() {
    if (convolution.border() == Border.ZEROS) {
      return draft.padding();
    }
    draft.pad(
        draft.crop(convolution.axes()),
        PlanDraft.mode(convolution.border()),
        convolution.border().name().toLowerCase(Locale.ROOT) + " padding: the op pads with zeros");
    return WindowPadding.none(draft.rank());
  }

  /** Brings the weight to an input and an output axis; returns their layout. */
  private Layout arrangedWeight() {
    Layout own = draft.weightLayout();
    if (own.axes().endsWith("IM")) {
      Shape shape =
          draft
              .weight()
              .with(own.indexOf('I'), Size.of(1))
              .with(own.indexOf('M'), convolution.channels().out());
      draft.add(new Reshape(Operand.WEIGHT, shape), "each output reads one input channel");
      return new Layout(own.axes().replace("IM", "IO"));
    }
    if (convolution.transposed() && !convolution.channels().isOneGroup()) {
      regroup(own);
    }
    return own;
  }

  /**
   * Moves the groups from the input to the output axis: PyTorch has {@code (I, O/groups)}, JAX
   * {@code (I/groups, O)}.
   */
  private void regroup(Layout own) {
    long groups = convolution.channels().groups().value();
    Size inputs = draft.weight().size(own.indexOf('I')).dividedBy(groups);
    Shape regrouped =
        draft
            .weight()
            .with(own.indexOf('I'), inputs)
            .with(own.indexOf('O'), convolution.channels().out());
    boolean inOrder = inputs.equals(Size.of(1)) && own.axes().contains("IO");
    if (!inOrder) {
      Layout split = new Layout(own.axes().replace("I", "GI"));
      List<Size> sizes = new ArrayList<>(draft.weight().with(own.indexOf('I'), inputs).sizes());
      sizes.add(split.indexOf('G'), Size.of(groups));
      draft.add(new Reshape(Operand.WEIGHT, new Shape(sizes)), "the groups apart");
      Layout moved = new Layout(own.axes().replace("O", "GO"));
      draft.add(new Transpose(Operand.WEIGHT, split, moved), "the groups before their outputs");
    }
    draft.add(
        new Reshape(Operand.WEIGHT, regrouped), "JAX has the outputs of all groups in one axis");
  }
}
