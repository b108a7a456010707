package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.spec.ConvSpec;
import java.util.List;

/** A plan for a convolution in the making: what the strategies do with kernel, groups and bias. */
final class ConvDraft extends PlanDraft {
  private static final List<Layout> TORCH = Layout.ofEveryRank("OI", "");
  private static final List<Layout> TORCH_TRANSPOSED = Layout.ofEveryRank("IO", "");
  private static final List<Layout> TENSORFLOW = Layout.ofEveryRank("", "IO");
  private static final List<Layout> TENSORFLOW_TRANSPOSED = Layout.ofEveryRank("", "OI");

  private final ConvSpec spec;
  private boolean biased;

  ConvDraft(Strategy strategy, ConvSpec spec) {
    super(strategy, spec);
    this.spec = spec;
  }

  @Override
  Plan end() {
    addBias();
    return super.end();
  }

  /** Adds the bias, unless the layer has none or it has been added. */
  void addBias() {
    if (spec.bias() && !biased) {
      add(new TensorFlowStep.AddBias(), "one per output channel");
      biased = true;
    }
  }

  /**
   * PyTorch's forward weight (O, I, k...) as TensorFlow's (k..., I, O); the transposed (I, O, k...)
   * as (k..., O, I).
   */
  void permuteWeight() {
    int rank = spec.spatialRank();
    boolean transposed = spec.op().isTransposed();
    Layout torch = (transposed ? TORCH_TRANSPOSED : TORCH).get(rank);
    Layout tensorFlow = (transposed ? TENSORFLOW_TRANSPOSED : TENSORFLOW).get(rank);
    add(new Step.Transpose(Operand.WEIGHT, torch, tensorFlow), "TensorFlow's kernel order");
    if (spec.flipKernel()) {
      add(new Step.FlipKernel(0, rank), "a true convolution flips its kernel");
    }
  }

  /**
   * Spreads the kernel with zeros where the op that follows cannot dilate it.
   *
   * @param transposed whether the op is a transposed convolution
   * @return the dilations that are left to the op
   */
  List<Integer> dilations(boolean transposed, ConvPadding padding, Runtime runtime) {
    boolean volume = spec.spatialRank() == 3 && !transposed;
    if (runtime == Runtime.PORTABLE && (volume || transposed)) {
      spread(
          "TensorFlow's CPU "
              + (volume ? "conv3d" : "transposed convolution")
              + " has no dilation");
      return ones();
    }
    // The output of SAME is as long whatever the dilation.
    if (volume && padding != ConvPadding.SAME && hasUnequalDilations()) {
      spread("in a graph TensorFlow swaps the dilations of H and W in conv3d");
      return ones();
    }
    return spec.dilation();
  }

  /**
   * Whether the shape that TensorFlow infers for a graph is another than conv3d leaves: it swaps
   * the dilations of the last two axes, which shows unless both have a kernel of one element.
   */
  private boolean hasUnequalDilations() {
    return !spec.dilation().get(1).equals(spec.dilation().get(2))
        && (spec.kernelSize().get(1) > 1 || spec.kernelSize().get(2) > 1);
  }

  private void spread(String why) {
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.dilation().get(axis) > 1 && spec.kernelSize().get(axis) > 1) {
        add(new TensorFlowStep.DilateKernel(spec.dilation()), why + ": zeros go into the kernel");
        return;
      }
    }
  }

  /**
   * Splits data and kernel by groups, runs {@code convolution} on each part, and joins the results.
   */
  void splitByGroups(String why, Step convolution) {
    if (spec.groups() == 1) {
      add(convolution, spec.op().isTransposed() ? "the transposed convolution" : "the convolution");
      return;
    }
    int rank = spec.spatialRank();
    // Both kernels' layouts end in the axis that PyTorch's groups divide: O forward, I transposed.
    add(new Step.Split(Operand.DATA, rank + 1, spec.groups()), why);
    add(new Step.Split(Operand.WEIGHT, rank + 1, spec.groups()), "the kernel of each group");
    add(convolution, "each group by itself");
    add(new Step.Concat(Operand.DATA, rank + 1), "the groups' channels in order");
  }
}
