package io.github.padbridge.translate;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution of TensorFlow's in PyTorch: SAME as PyTorch's own padding where that is the same on
 * both sides, and as {@code F.pad} where not; a transposed one by padding and output_padding, with
 * a crop where these cannot say it.
 */
final class TensorFlowConvolutions {
  private final TensorFlowSpec spec;
  private final int rank;
  private final TorchDraft draft;

  private TensorFlowConvolutions(TensorFlowSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.draft = new TorchDraft(spec);
  }

  static Plan plan(TensorFlowSpec spec) {
    TensorFlowConvolutions plan = new TensorFlowConvolutions(spec);
    plan.draft.begin();
    if (spec.op().isTransposed()) {
      plan.transposedConvolution();
    } else {
      plan.convolution();
    }
    return plan.draft.end();
  }

  private void convolution() {
    boolean depthwise = spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV;
    if (depthwise) {
      draft.add(
          new Step.Transpose(Operand.WEIGHT, Layout.of("", rank, "IM"), Layout.of("IM", rank, "")),
          "the multiplier behind its channel");
      Shape shape = draft.weight().with(0, spec.outChannels()).with(1, Size.of(1));
      draft.add(new Step.Reshape(Operand.WEIGHT, shape), "each output a group's own");
    } else {
      permuteWeight("IO", "OI");
    }
    flipKernel();
    List<Integer> padding = draft.padded(Step.Pad.Fill.ZERO);
    draft.add(
        new TorchStep.Conv(
            spec.strides(),
            padding,
            spec.dilations(),
            depthwise ? spec.inChannels() : Size.of(spec.groups()),
            spec.bias()),
        padding.stream().anyMatch(amount -> amount > 0)
            ? "the padding is the same on both sides"
            : "the convolution");
  }

  private void permuteWeight(String tensorFlow, String torch) {
    draft.add(
        new Step.Transpose(
            Operand.WEIGHT, Layout.of("", rank, tensorFlow), Layout.of(torch, rank, "")),
        "PyTorch's kernel order");
  }

  private void flipKernel() {
    if (spec.flipKernel()) {
      draft.add(new Step.FlipKernel(2, rank), "a true convolution flips its kernel");
    }
  }

  /**
   * Of the full result TensorFlow takes the output from where its padding ends; PyTorch crops both
   * ends alike and may keep more of the end.
   */
  private void transposedConvolution() {
    permuteWeight("OI", "IO");
    flipKernel();
    List<TransposedCrop> crops = draft.perAxis(this::crop);
    draft.add(
        new TorchStep.ConvTranspose(
            spec.strides(),
            crops.stream().map(TransposedCrop::padding).toList(),
            crops.stream().map(TransposedCrop::outputPadding).toList(),
            spec.dilations(),
            spec.bias()),
        "the transposed convolution");
    List<Integer> begin = new ArrayList<>(List.of(0, 0));
    Shape kept = draft.data();
    for (int axis = 0; axis < rank; axis++) {
      begin.add(crops.get(axis).begin());
      kept = kept.with(axis + 2, spec.outputSize(axis));
    }
    if (!kept.equals(draft.data())) {
      draft.add(
          new Step.Slice(begin, kept.sizes()), "padding= crops both ends alike; this crops on");
    }
  }

  private TransposedCrop crop(int axis) {
    Size full =
        ConvArithmetic.transposedFull(
            spec.inputSize(axis), spec.effectiveKernel(axis), spec.strides().get(axis));
    int before = spec.padAmount(axis).orElseThrow().before();
    long after = full.minus(spec.outputSize(axis)) - before;
    return TransposedCrop.of(
        before, after, Math.max(spec.strides().get(axis), spec.dilations().get(axis)));
  }
}
