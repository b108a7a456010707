package io.github.padbridge.translate;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A plan for TensorFlow in the making: the steps that all strategies have in common. Between {@link
 * #begin} and {@link #end} the data is batched and its channels are last.
 */
class PlanDraft {
  private static final List<Layout> TORCH = Layout.ofEveryRank("NC", "");
  private static final List<Layout> TORCH_UNBATCHED = Layout.ofEveryRank("C", "");
  private static final List<Layout> TENSORFLOW = Layout.ofEveryRank("N", "C");
  private static final List<Layout> TENSORFLOW_UNBATCHED = Layout.ofEveryRank("", "C");

  private final Layer layer;
  private final int rank;
  private final Plan.Builder plan;
  private final Layout torchData;
  private final Layout tensorFlowData;

  PlanDraft(Strategy strategy, Layer layer) {
    this.layer = layer;
    this.rank = layer.spatialRank();
    this.plan =
        new Plan.Builder(
            Framework.TENSORFLOW, strategy.id(), layer.inputShape(), layer.weightShape());
    this.torchData = (layer.isBatched() ? TORCH : TORCH_UNBATCHED).get(rank);
    this.tensorFlowData = (layer.isBatched() ? TENSORFLOW : TENSORFLOW_UNBATCHED).get(rank);
  }

  void begin() {
    add(new Step.Transpose(Operand.DATA, torchData, tensorFlowData), "channels last");
    if (!layer.isBatched()) {
      add(new Step.ExpandDims(), "TensorFlow wants a batch");
    }
  }

  Plan end() {
    if (!layer.isBatched()) {
      add(new Step.Squeeze(), "no batch, as it came");
    }
    add(new Step.Transpose(Operand.DATA, tensorFlowData, torchData), "back to PyTorch's layout");
    return plan.build();
  }

  void add(Step step, String why) {
    plan.add(step, why);
  }

  /** The data's shape as the steps so far leave it. */
  Shape data() {
    return plan.data();
  }

  /** Pads with zeros; adds nothing where {@code spatial} holds no amount. */
  void padZeros(List<PadAmount> spatial, String why) {
    pad(spatial, Step.Pad.Mode.CONSTANT, why);
  }

  void pad(List<PadAmount> spatial, Step.Pad.Mode mode, String why) {
    pad(Operand.DATA, spatial, mode, Step.Pad.Fill.ZERO, why);
  }

  void pad(
      Operand on, List<PadAmount> spatial, Step.Pad.Mode mode, Step.Pad.Fill fill, String why) {
    if (!PadAmount.areNone(spatial)) {
      List<PadAmount> all = new ArrayList<>();
      all.add(PadAmount.NONE);
      all.addAll(spatial);
      all.add(PadAmount.NONE);
      add(new Step.Pad(on, all, mode, fill), why);
    }
  }

  /**
   * Keeps {@code size} elements of each spatial axis from {@code begin} on; adds nothing where that
   * is all of them.
   */
  void slice(List<Integer> begin, List<Size> size, String why) {
    List<Integer> begins = new ArrayList<>();
    Shape kept = data();
    begins.add(0);
    for (int axis = 0; axis < rank; axis++) {
      begins.add(begin.get(axis));
      kept = kept.with(axis + 1, size.get(axis));
    }
    begins.add(0);
    if (!kept.equals(data())) {
      add(new Step.Slice(begins, kept.sizes()), why);
    }
  }

  /** One value a spatial axis. */
  <T> List<T> perAxis(IntFunction<T> value) {
    List<T> values = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      values.add(value.apply(axis));
    }
    return values;
  }

  List<Integer> ones() {
    return Collections.nCopies(rank, 1);
  }

  /** {@code (N, spatial..., channels)}. */
  Shape resultShape(IntFunction<Size> spatial, Size channels) {
    Shape shape = data();
    for (int axis = 0; axis < rank; axis++) {
      shape = shape.with(axis + 1, spatial.apply(axis));
    }
    return shape.with(rank + 1, channels);
  }
}
