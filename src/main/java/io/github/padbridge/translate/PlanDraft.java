package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A plan in the making. Between {@link #begin} and {@link #end} the data is batched and in the
 * layout of the target.
 */
class PlanDraft {
  private static final List<Layout> CHANNELS_LAST = Layout.ofEveryRank("N", "C");
  private static final List<Layout> UNBATCHED_LAST = Layout.ofEveryRank("", "C");
  private static final List<Layout> CHANNELS_SECOND = Layout.ofEveryRank("NC", "");
  private static final List<Layout> UNBATCHED_SECOND = Layout.ofEveryRank("C", "");

  private final Layer layer;
  private final OpSet target;
  private final boolean channelsLast;
  private final Plan.Builder plan;

  /**
   * @param channelsLast whether the target's ops have their channels last, and not second
   */
  PlanDraft(OpSet target, Strategy strategy, Layer layer, boolean channelsLast) {
    this.layer = layer;
    this.target = target;
    this.channelsLast = channelsLast;
    this.plan = new Plan.Builder(target, strategy.id(), layer.inputShape(), layer.weightShape());
  }

  /** The target's order of axes, batched or not as the layer is. */
  private Layout dataLayout() {
    return (layer.isBatched()
            ? channelsLast ? CHANNELS_LAST : CHANNELS_SECOND
            : channelsLast ? UNBATCHED_LAST : UNBATCHED_SECOND)
        .get(rank());
  }

  /** The position of the first spatial axis of batched data. */
  private int firstSpatialAxis() {
    return channelsLast ? 1 : 2;
  }

  void begin() {
    transpose(
        Operand.DATA,
        layer.layout(),
        dataLayout(),
        channelsLast ? "channels last" : "channels second");
    if (!layer.isBatched()) {
      add(new Step.ExpandDims(), target.title() + " wants a batch");
    }
  }

  Plan end() {
    if (!layer.isBatched()) {
      add(new Step.Squeeze(), "no batch, as it came");
    }
    String why = "back to " + layer.framework().title() + "'s layout";
    transpose(Operand.DATA, dataLayout(), layer.layout(), why);
    return plan.build();
  }

  /** Brings the weight into the order of axes that the target's op takes. */
  void transposeWeight(Layout to) {
    transposeWeight(to, target.title() + "'s kernel order");
  }

  void transposeWeight(Layout to, String why) {
    transpose(Operand.WEIGHT, Objects.requireNonNull(layer.weightLayout()), to, why);
  }

  private void transpose(Operand on, Layout from, Layout to, String why) {
    if (!from.equals(to)) {
      add(new Step.Transpose(on, from, to), why);
    }
  }

  void add(Step step, String why) {
    plan.add(step, why);
  }

  Layer layer() {
    return layer;
  }

  int rank() {
    return layer.spatialRank();
  }

  /** The data's shape as the steps so far leave it. */
  Shape data() {
    return plan.data();
  }

  /** The weight's shape as the steps so far leave it. */
  Shape weight() {
    return plan.weight();
  }

  /** Pads the data with zeros; adds nothing where no amount is. */
  void padZeros(List<PadAmount> spatial, String why) {
    pad(Operand.DATA, spatial, Step.Pad.Fill.ZERO, why);
  }

  /** Pads with a constant; adds nothing where no amount is. */
  void pad(Operand on, List<PadAmount> spatial, Step.Pad.Fill fill, String why) {
    pad(on, spatial, Step.Pad.Mode.CONSTANT, fill, why);
  }

  /** Pads the data in a mode; adds nothing where no amount is. */
  void pad(List<PadAmount> spatial, Step.Pad.Mode mode, String why) {
    pad(Operand.DATA, spatial, mode, Step.Pad.Fill.ZERO, why);
  }

  private void pad(
      Operand on, List<PadAmount> spatial, Step.Pad.Mode mode, Step.Pad.Fill fill, String why) {
    if (!PadAmount.areNone(spatial)) {
      List<PadAmount> all = new ArrayList<>(Collections.nCopies(rank() + 2, PadAmount.NONE));
      for (int axis = 0; axis < rank(); axis++) {
        all.set(firstSpatialAxis() + axis, spatial.get(axis));
      }
      add(new Step.Pad(on, all, mode, fill), why);
    }
  }

  /**
   * Keeps {@code size} elements of each spatial axis from {@code begin} on; adds nothing where that
   * is all of them.
   */
  void slice(List<Integer> begin, List<Size> size, String why) {
    List<Integer> begins = new ArrayList<>(Collections.nCopies(rank() + 2, 0));
    Shape kept = data();
    for (int axis = 0; axis < rank(); axis++) {
      begins.set(firstSpatialAxis() + axis, begin.get(axis));
      kept = kept.with(firstSpatialAxis() + axis, size.get(axis));
    }
    if (!kept.equals(data())) {
      add(new Step.Slice(begins, kept.sizes()), why);
    }
  }

  /** One value a spatial axis. */
  <T> List<T> perAxis(IntFunction<T> value) {
    List<T> values = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      values.add(value.apply(axis));
    }
    return values;
  }
}
