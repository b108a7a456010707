package io.github.padbridge.translate;

import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Transpose;
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
    this.plan = new Plan.Builder(TensorFlowOpSet.OPS, Strategy.PAD_SLICE.id(), input, null);
  }

  /** The plan; empty for a constant that steps do not support. */
  public static Optional<Plan> of(PadModule pad) {
    return fill(pad.value()).map(fill -> new PadPlan(pad).build(fill));
  }

  private static Optional<Pad.Fill> fill(double value) {
    if (value == 0) {
      return Optional.of(Pad.Fill.ZERO);
    }
    return value == 1
        ? Optional.of(Pad.Fill.ONE)
        : value == Double.NEGATIVE_INFINITY ? Optional.of(Pad.Fill.LOWEST) : Optional.empty();
  }

  private Plan build(Pad.Fill fill) {
    int rank = pad.spatialRank();
    plan.add(new Transpose(Operand.DATA, TORCH.get(rank), TENSORFLOW.get(rank)), "channels last");
    crop();
    List<PadAmount> grown = pad.amounts().stream().map(PadAmount::padded).toList();
    if (!PadAmount.areNone(grown)) {
      grow(grown, fill);
    }
    plan.add(
        new Transpose(Operand.DATA, TENSORFLOW.get(rank), TORCH.get(rank)),
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
      plan.add(new Slice(begin, kept.sizes()), "negative padding crops");
    }
  }

  private void grow(List<PadAmount> amounts, Pad.Fill fill) {
    switch (pad.mode()) {
      case ZEROS -> pad(amounts, Pad.Mode.CONSTANT, fill);
      case REFLECT -> pad(amounts, Pad.Mode.REFLECT, Pad.Fill.ZERO);
      case REPLICATE -> gather(amounts, Gather.Mode.CLIP);
      case CIRCULAR -> gather(amounts, Gather.Mode.WRAP);
    }
  }

  private void pad(List<PadAmount> amounts, Pad.Mode mode, Pad.Fill fill) {
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE));
    all.addAll(amounts);
    all.add(PadAmount.NONE);
    plan.add(new Pad(Operand.DATA, all, mode, fill), "the module's padding");
  }

  private void gather(List<PadAmount> amounts, Gather.Mode mode) {
    String why = "the module's padding: tf.pad has no mode " + pad.mode().torchName();
    for (int axis = 0; axis < amounts.size(); axis++) {
      if (!amounts.get(axis).isNone()) {
        plan.add(new Gather(axis + 1, amounts.get(axis), mode), why);
      }
    }
  }
}
