package io.github.padbridge.translate;

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

  /** Spreads the kernel with zeros where it is dilated and has elements to spread. */
  void dilateKernel(String why) {
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
