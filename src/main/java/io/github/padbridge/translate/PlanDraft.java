package io.github.padbridge.translate;

import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
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
 * Builds a plan. Between {@link #begin} and {@link #end} the data is batched and in the layout of
 * the target.
 */
class PlanDraft {
  private static final List<Layout> CHANNELS_LAST = Layout.ofEveryRank("N", "C");
  private static final List<Layout> CHANNELS_SECOND = Layout.ofEveryRank("NC", "");

  private final Layer layer;
  private final OpSet target;
  private final OperandLayouts given;
  private final Layout ops;
  private final Plan.Builder plan;

  /**
   * @param channelsLast whether the ops of the target are channels last instead of channels first
   */
  PlanDraft(OpSet target, Strategy strategy, Layer layer, boolean channelsLast) {
    this(
        target,
        strategy,
        layer,
        OperandLayouts.of(layer),
        (channelsLast ? CHANNELS_LAST : CHANNELS_SECOND).get(layer.spatialRank()));
  }

  /**
   * @param given the layouts in which the plan takes its data and weight
   * @param ops the layout of batched data for the ops of the target
   */
  PlanDraft(OpSet target, Strategy strategy, Layer layer, OperandLayouts given, Layout ops) {
    this.layer = layer;
    this.target = target;
    this.given = given;
    this.ops = ops;
    this.plan =
        new Plan.Builder(target, strategy.id(), given.inputShape(layer), given.weightShape(layer));
  }

  /** The data layout of the target, batched or not like the layer. */
  private Layout dataLayout() {
    return layer.isBatched() ? ops : new Layout(ops.axes().replace("N", ""));
  }

  /** The position of the first spatial axis of batched data. */
  int firstSpatialAxis() {
    return ops.indexOf(layer.axisName(0));
  }

  /** The position of the channels of batched data. */
  int channelAxis() {
    return ops.indexOf('C');
  }

  void begin() {
    transpose(
        Operand.DATA,
        given.data(),
        dataLayout(),
        channelAxis() == 1 ? "channels first" : "channels last");
    if (!layer.isBatched()) {
      add(new ExpandDims(), target.title() + " needs a batch axis");
    }
  }

  Plan end() {
    if (!layer.isBatched()) {
      add(new Squeeze(), "removes the batch axis again");
    }
    String why = "back to " + layer.framework().title() + "'s layout";
    transpose(Operand.DATA, dataLayout(), given.data(), why);
    return plan.build();
  }

  /** Transposes the weight into the layout of the target op. */
  void transposeWeight(Layout to) {
    transposeWeight(to, target.title() + "'s weight layout");
  }

  void transposeWeight(Layout to, String why) {
    transpose(Operand.WEIGHT, weightLayout(), to, why);
  }

  /** The layout in which the plan takes the weight; the layer must have one. */
  Layout weightLayout() {
    return Objects.requireNonNull(given.weight());
  }

  private void transpose(Operand on, Layout from, Layout to, String why) {
    if (!from.equals(to)) {
      add(new Transpose(on, from, to), why);
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

  /** The shape of the data after the steps so far. */
  Shape data() {
    return plan.data();
  }

  /** The shape of the weight after the steps so far. */
  Shape weight() {
    return plan.weight();
  }

  /** Pads the data with zeros; adds no step where all amounts are 0. */
  void padZeros(List<PadAmount> spatial, String why) {
    pad(Operand.DATA, spatial, Pad.Fill.ZERO, why);
  }

  /** Pads with a constant; adds no step where all amounts are 0. */
  void pad(Operand on, List<PadAmount> spatial, Pad.Fill fill, String why) {
    pad(on, spatial, Pad.Mode.CONSTANT, fill, why);
  }

  /** Pads the data with a mode; adds no step where all amounts are 0. */
  void pad(List<PadAmount> spatial, Pad.Mode mode, String why) {
    pad(Operand.DATA, spatial, mode, Pad.Fill.ZERO, why);
  }

  private void pad(Operand on, List<PadAmount> spatial, Pad.Mode mode, Pad.Fill fill, String why) {
    if (!PadAmount.areNone(spatial)) {
      List<PadAmount> all = new ArrayList<>(Collections.nCopies(rank() + 2, PadAmount.NONE));
      for (int axis = 0; axis < rank(); axis++) {
        all.set(firstSpatialAxis() + axis, spatial.get(axis));
      }
      add(new Pad(on, all, mode, fill), why);
    }
  }

  /** The mode of a step that pads like the border of a convolution. */
  static Pad.Mode mode(Border border) {
    return switch (border) {
      case ZEROS -> Pad.Mode.CONSTANT;
      case REFLECT -> Pad.Mode.REFLECT;
      case REPLICATE -> Pad.Mode.REPLICATE;
      case CIRCULAR -> Pad.Mode.CIRCULAR;
    };
  }

  /**
   * Keeps {@code size} elements of each spatial axis from {@code begin} on; adds no step where that
   * is the whole data.
   */
  void slice(List<Integer> begin, List<Size> size, String why) {
    List<Integer> begins = new ArrayList<>(Collections.nCopies(rank() + 2, 0));
    Shape kept = data();
    for (int axis = 0; axis < rank(); axis++) {
      begins.set(firstSpatialAxis() + axis, begin.get(axis));
      kept = kept.with(firstSpatialAxis() + axis, size.get(axis));
    }
    if (!kept.equals(data())) {
      add(new Slice(begins, kept.sizes()), why);
    }
  }

  /**
   * Slices off what a negative padding crops.
   *
   * @return the remaining padding
   */
  List<PadAmount> crop(List<WindowDimension> axes) {
    List<PadAmount> amounts = perAxis(axis -> axes.get(axis).coveringPadding().orElseThrow());
    slice(
        perAxis(axis -> -amounts.get(axis).cropped().before()),
        perAxis(axis -> axes.get(axis).input().plus(amounts.get(axis).cropped().total())),
        "negative padding crops the input");
    return amounts.stream().map(PadAmount::padded).toList();
  }

  /** One value per spatial axis. */
  <T> List<T> perAxis(IntFunction<T> value) {
    List<T> values = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      values.add(value.apply(axis));
    }
    return values;
  }
}
