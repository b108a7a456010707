package io.github.padbridge.translate;

import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a PyTorch padding module in TensorFlow, which has no replicate or circular padding. */
public final class PadPlan {
  private static final List<Layout> TORCH = Layout.ofEveryRank("NC", "");
  private static final List<Layout> TENSORFLOW = Layout.ofEveryRank("N", "C");

  private final PadModule pad;
  private final Plan.Builder plan;

  private PadPlan(PadModule pad) {
    this.pad = pad;
    Shape input = TorchSpec.unknownInput(pad.spatialRank(), Size.unknown("C"));
    this.plan = new Plan.Builder(TensorFlowStep.OPS, Strategy.PAD_SLICE.id(), input, null);
  }

  /** The plan; empty for a constant that steps do not support. */
  public static Optional<Plan> of(PadModule pad) {
    return fill(pad.value()).map(fill -> new PadPlan(pad).build(fill));
  }

  private static Optional<Step.Pad.Fill> fill(double value) {
    if (value == 0) {
      return Optional.of(Step.Pad.Fill.ZERO);
    }
    return value == 1
        ? Optional.of(Step.Pad.Fill.ONE)
        : value == Double.NEGATIVE_INFINITY ? Optional.of(Step.Pad.Fill.LOWEST) : Optional.empty();
  }

  private Plan build(Step.Pad.Fill fill) {
    int rank = pad.spatialRank();
    plan.add(
        new Step.Transpose(Operand.DATA, TORCH.get(rank), TENSORFLOW.get(rank)), "channels last");
    crop();
    List<PadAmount> grown = pad.amounts().stream().map(PadAmount::padded).toList();
    if (!PadAmount.areNone(grown)) {
      grow(grown, fill);
    }
    plan.add(
        new Step.Transpose(Operand.DATA, TENSORFLOW.get(rank), TORCH.get(rank)),
        "back to PyTorch's layout");
    return plan.build();
  }

  private void crop() {
    List<Integer> begin = new ArrayList<>(List.of(0));
    Shape kept = plan.data();
    for (int axis = 0; axis < pad.spatialRank(); axis++) {
      PadAmount cut = pad.amounts().get(axis).cropped();
      begin.add(-cut.before());
      kept = kept.with(axis + 1, kept.size(axis + 1).plus(cut.total()));
    }
    begin.add(0);
    if (!kept.equals(plan.data())) {
      plan.add(new Step.Slice(begin, kept.sizes()), "negative padding crops");
    }
  }

  private void grow(List<PadAmount> amounts, Step.Pad.Fill fill) {
    switch (pad.mode()) {
      case ZEROS -> pad(amounts, Step.Pad.Mode.CONSTANT, fill);
      case REFLECT -> pad(amounts, Step.Pad.Mode.REFLECT, Step.Pad.Fill.ZERO);
      case REPLICATE -> gather(amounts, TensorFlowStep.Gather.Mode.CLIP);
      case CIRCULAR -> gather(amounts, TensorFlowStep.Gather.Mode.WRAP);
    }
  }

  private void pad(List<PadAmount> amounts, Step.Pad.Mode mode, Step.Pad.Fill fill) {
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE));
    all.addAll(amounts);
    all.add(PadAmount.NONE);
    plan.add(new Step.Pad(Operand.DATA, all, mode, fill), "the module's padding");
  }

  private void gather(List<PadAmount> amounts, TensorFlowStep.Gather.Mode mode) {
    String why = "the module's padding: tf.pad has no mode " + pad.mode().torchName();
    for (int axis = 0; axis < amounts.size(); axis++) {
      if (!amounts.get(axis).isNone()) {
        plan.add(new TensorFlowStep.Gather(axis + 1, amounts.get(axis), mode), why);
      }
    }
  }
}
