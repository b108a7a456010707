package io.github.padbridge.translate;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import java.util.List;

/**
 * A transposed convolution as the forward one that it is: zeros between the input's elements,
 * padding of {@code dilation·(kernel_size − 1) − padding} around them, and the kernel flipped, at
 * stride 1. This is how to pad the <em>input</em> of a transposed convolution, and why padding it
 * before {@code conv_transpose} cannot be: the zeros belong between the elements first.
 */
final class ZeroInsertion {
  private final ConvSpec spec;
  private final int rank;
  private final ConvDraft draft;

  private ZeroInsertion(ConvSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.draft = new ConvDraft(Strategy.ZERO_INSERT, spec);
  }

  static Plan plan(ConvSpec spec, Runtime runtime) {
    Applicability layer = new Applicability(Strategy.ZERO_INSERT, spec);
    layer.needs(
        spec.op().isTransposed(),
        "a transposed convolution",
        spec.op().functionName(),
        Argument.OP);
    layer.require();
    return new ZeroInsertion(spec).plan(runtime);
  }

  private Plan plan(Runtime runtime) {
    draft.begin();
    forwardKernel();
    if (spec.stride().stream().anyMatch(stride -> stride > 1)) {
      draft.add(new TensorFlowStep.ZeroInsert(spec.stride()), "the stride, between the elements");
    }
    padAndCrop();
    if (rank < 3) {
      String why =
          spec.groups() == 1 ? "a forward convolution" : "the weight's shape makes the groups";
      draft.add(
          new TensorFlowStep.Conv(draft.ones(), spec.dilation(), spec.groups(), ConvPadding.VALID),
          why);
      return draft.end();
    }
    List<Integer> dilations = draft.dilations(false, ConvPadding.VALID, runtime);
    draft.splitByGroups(
        "TensorFlow's CPU conv3d has no groups",
        new TensorFlowStep.Conv(draft.ones(), dilations, 1, ConvPadding.VALID));
    return draft.end();
  }

  /** PyTorch's (I, O/groups, k...) as the forward kernel (k..., I/groups, O), flipped. */
  private void forwardKernel() {
    draft.add(
        new Step.Transpose(Operand.WEIGHT, Layout.of("IO", rank, ""), Layout.of("", rank, "IO")),
        "the kernel of a forward convolution");
    if (spec.groups() > 1) {
      draft.add(new Step.Split(Operand.WEIGHT, rank, spec.groups()), "its groups stand by input");
      draft.add(new Step.Concat(Operand.WEIGHT, rank + 1), "and are wanted by output");
    }
    if (spec.flipKernel()) {
      // Flipped once for the convolution and once for its transpose, the kernel is as it was.
      return;
    }
    if (spec.kernelSize().stream().anyMatch(size -> size > 1)) {
      draft.add(new Step.FlipKernel(0, rank), "transposed runs the kernel the other way");
    }
  }

  /** Zeros come first: a crop may be longer than the data without them. */
  private void padAndCrop() {
    List<PadAmount> around = draft.perAxis(this::around);
    draft.padZeros(
        around.stream()
            .map(a -> new PadAmount(Math.max(a.before(), 0), Math.max(a.after(), 0)))
            .toList(),
        "dilation·(kernel_size − 1) − padding, and output_padding after it");
    draft.slice(
        around.stream().map(a -> Math.max(-a.before(), 0)).toList(),
        draft.perAxis(
            axis ->
                ConvArithmetic.padded(
                    ConvArithmetic.zeroInserted(spec.inputSize(axis), spec.stride().get(axis)),
                    around.get(axis))),
        "padding past the kernel crops");
  }

  private PadAmount around(int axis) {
    int before = Math.toIntExact(spec.effectiveKernel(axis) - 1 - spec.padAmount(axis).before());
    return new PadAmount(before, Math.toIntExact((long) before + spec.outputPadding().get(axis)));
  }
}
