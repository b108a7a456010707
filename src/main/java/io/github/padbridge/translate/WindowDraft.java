package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.SameRule;
import java.util.List;
import java.util.function.ToIntFunction;

/** Builds a plan with the steps for windows that several targets have. */
class WindowDraft extends PlanDraft {
  private final OpSet target;
  private final Computation computation;

  WindowDraft(
      OpSet target, Strategy strategy, Layer layer, Computation computation, boolean channelsLast) {
    super(target, strategy, layer, channelsLast);
    this.target = target;
    this.computation = computation;
  }

  WindowDraft(
      OpSet target,
      Strategy strategy,
      Layer layer,
      Computation computation,
      OperandLayouts given,
      Layout ops) {
    super(target, strategy, layer, given, ops);
    this.target = target;
    this.computation = computation;
  }

  final Computation computation() {
    return computation;
  }

  /** One number per spatial axis, taken from its window. */
  final List<Integer> windows(ToIntFunction<Window> number) {
    return perAxis(axis -> number.applyAsInt(computation.axes().get(axis).window()));
  }

  /** The windows over the spatial axes. */
  final WindowGrid grid() {
    return new WindowGrid(windows(Window::size), windows(Window::stride), dilations());
  }

  /** The dilations of the windows, as the target takes them. */
  List<Integer> dilations() {
    return windows(Window::dilation);
  }

  /** The rule of SAME padding, which all axes with it share. */
  final SameRule sameRule() {
    return computation.axes().stream()
        .map(WindowDimension::edges)
        .filter(Edges.Same.class::isInstance)
        .map(edges -> ((Edges.Same) edges).rule())
        .findFirst()
        .orElseThrow();
  }

  /** Pads SAME, by amounts that are computed when the plan runs. */
  final void samePad(Operand on, Pad.Fill fill) {
    add(
        new SamePad(on, firstSpatialAxis(), grid(), fill, sameRule()),
        "SAME padding, computed from the input size");
  }

  /**
   * Pools along one axis after the other, which a dilation needs where the target has none.
   *
   * @param result what the pooling computes, such as "the average"
   * @param lacking what the target lacks with dilation, such as "average pooling"
   */
  final void alongEachAxis(Operand on, Pooling pooling, String result, String lacking) {
    String why = result + " along one axis: " + target.title() + " has no dilated " + lacking;
    for (int axis = 0; axis < rank(); axis++) {
      Window window = computation.axes().get(axis).window();
      if (window.size() > 1 || window.stride() > 1) {
        int position = firstSpatialAxis() + axis;
        add(
            new AxisPool(on, pooling, position, window.size(), window.stride(), window.dilation()),
            why);
      }
    }
  }
}
