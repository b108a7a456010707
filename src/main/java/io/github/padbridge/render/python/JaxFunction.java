package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.JaxStep;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A Python function of JAX ops. */
final class JaxFunction extends PlanFunction implements JaxStep.Interpreter<Void> {
  JaxFunction(Layer layer, Plan plan) {
    super(layer, plan, "%s.shape");
  }

  /** The bias is added before the steps that only change the layout of the result. */
  @Override
  void addOptionalBias() {
    body().line(1, "if bias is not None:");
    body().assign(2, "x", biased(channelAxis()), data().toString());
  }

  /** The position of the channels in the result of the convolution. */
  private int channelAxis() {
    return plan().steps().stream()
        .map(Plan.Traced::step)
        .flatMap(step -> step instanceof JaxStep.ConvGeneralDilated c ? Stream.of(c) : Stream.of())
        .findFirst()
        .orElseThrow()
        .data()
        .indexOf('C');
  }

  private Code biased(int channelAxis) {
    int after = data().rank() - 1 - channelAxis;
    return Code.operation("x + bias" + (after == 0 ? "" : "[:" + ", None".repeat(after) + "]"));
  }

  @Override
  public Void addBias(JaxStep.AddBias step) {
    return assign("x", biased(step.channelAxis()));
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    return assign("x", Code.call("jnp.expand_dims", "x", 0));
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    return assign("x", Code.call("jnp.squeeze", "x", 0));
  }

  @Override
  public Void transpose(Step.Transpose step) {
    List<Integer> axes = Arrays.stream(step.permutation()).boxed().toList();
    return assign(name(step.on()), Code.call("jnp.transpose", name(step.on()), Code.tuple(axes)));
  }

  @Override
  public Void reshape(Step.Reshape step) {
    List<String> shape = step.shape().sizes().stream().map(sizes()::expression).toList();
    return assign(name(step.on()), Code.call("jnp.reshape", name(step.on()), Code.tuple(shape)));
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    return assign("weight", Code.call("jnp.flip", "weight", Code.tuple(step.flipped())));
  }

  @Override
  public Void pad(Step.Pad step) {
    List<Object> arguments = new ArrayList<>(List.of(name(step.on()), pairs(step.paddings())));
    if (step.mode() != Step.Pad.Mode.CONSTANT) {
      arguments.add(Code.named("mode", "\"" + JaxStep.padMode(step.mode()) + "\""));
    }
    switch (step.fill()) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("constant_values", 1));
      case LOWEST -> arguments.add(Code.named("constant_values", "-jnp.inf"));
    }
    return assign(name(step.on()), Code.call("jnp.pad", arguments.toArray()));
  }

  @Override
  public Void conv(JaxStep.ConvGeneralDilated step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight"));
    arguments.add(Code.named("window_strides", Code.tuple(step.windowStrides())));
    arguments.add(Code.named("padding", padding(step)));
    addDilation("lhs_dilation", step.lhsDilation(), step.lhsDilation(), arguments);
    addDilation("rhs_dilation", step.rhsDilation(), step.rhsDilation(), arguments);
    arguments.add(
        Code.named(
            "dimension_numbers",
            Code.tuple(
                Stream.of(step.data(), step.kernel(), step.data())
                    .map(layout -> "\"" + layout + "\"")
                    .toList())));
    if (!step.featureGroupCount().equals(Size.of(1))) {
      arguments.add(
          Code.named("feature_group_count", sizes().expression(step.featureGroupCount())));
    }
    return assign("x", Code.call("lax.conv_general_dilated", arguments.toArray()));
  }

  private Code padding(JaxStep.ConvGeneralDilated step) {
    if (step.padding() instanceof WindowPadding.Explicit explicit) {
      // A named padding cannot be used with lhs_dilation.
      boolean named = step.lhsDilation().stream().allMatch(apart -> apart == 1);
      return named && PadAmount.areNone(explicit.amounts())
          ? Code.of("\"VALID\"")
          : pairs(explicit.amounts());
    }
    List<Integer> windows = new ArrayList<>();
    for (int axis = 0; axis < step.rank(); axis++) {
      long size = weight().size(step.firstKernelAxis() + axis).value();
      windows.add(Math.toIntExact(step.reach(axis, size)));
    }
    return same(
        (WindowPadding.Same) step.padding(),
        "x.shape[" + step.firstAxis() + ":" + (step.firstAxis() + step.rank()) + "]",
        windows,
        step.windowStrides());
  }

  @Override
  public Void reduceWindow(JaxStep.ReduceWindow step) {
    String target = name(step.on());
    List<Object> arguments = new ArrayList<>(List.of(target));
    switch (step.reduction()) {
      case MAX -> arguments.addAll(List.of("-jnp.inf", "lax.max"));
      case ADD -> arguments.addAll(List.of("0.0", "lax.add"));
    }
    arguments.add(
        Code.named("window_dimensions", Code.tuple(step.ofAllAxes(step.windowDimensions()))));
    arguments.add(Code.named("window_strides", Code.tuple(step.ofAllAxes(step.windowStrides()))));
    arguments.add(Code.named("padding", padding(step)));
    addDilation(
        "window_dilation", step.windowDilation(), step.ofAllAxes(step.windowDilation()), arguments);
    return assign(target, Code.call("lax.reduce_window", arguments.toArray()));
  }

  private static Code padding(JaxStep.ReduceWindow step) {
    if (step.padding() instanceof WindowPadding.Explicit explicit) {
      List<PadAmount> all = new ArrayList<>(Collections.nCopies(step.firstAxis(), PadAmount.NONE));
      all.addAll(explicit.amounts());
      all.addAll(Collections.nCopies(step.axesAfter(), PadAmount.NONE));
      return PadAmount.areNone(all) ? Code.of("\"VALID\"") : pairs(all);
    }
    List<Integer> windows = new ArrayList<>();
    for (int axis = 0; axis < step.rank(); axis++) {
      windows.add(Math.toIntExact(step.reach(axis)));
    }
    return same(
        (WindowPadding.Same) step.padding(),
        name(step.on()) + ".shape",
        step.ofAllAxes(windows),
        step.ofAllAxes(step.windowStrides()));
  }

  /** SAME by its name, or computed from the sizes where JAX has no name for it. */
  private static Code same(
      WindowPadding.Same same, String sizes, List<Integer> windows, List<Integer> strides) {
    return same.isComputed()
        ? Code.call(WindowPadding.Same.LATE_START, sizes, Code.tuple(windows), Code.tuple(strides))
        : Code.of("\"" + same.term(0, 0) + "\"");
  }

  private static Code pairs(List<PadAmount> amounts) {
    return Code.list(
        amounts.stream().map(a -> Code.tuple(List.of(a.before(), a.after()))).toList());
  }

  private static void addDilation(
      String name, List<Integer> dilation, List<Integer> written, List<Object> arguments) {
    if (dilation.stream().anyMatch(apart -> apart > 1)) {
      arguments.add(Code.named(name, Code.tuple(written)));
    }
  }

  @Override
  public Void ones(Step.Ones step) {
    List<String> ranges = new ArrayList<>(Collections.nCopies(data().rank(), ":"));
    ranges.set(0, ":1");
    ranges.set(step.channelAxis(), ":1");
    return assign("coverage", Code.call("jnp.ones_like", Code.subscript("x", ranges)));
  }

  @Override
  public Void split(Step.Split step) {
    throw new IllegalStateException("JAX has groups of its own: " + step);
  }

  @Override
  public Void concat(Step.Concat step) {
    throw new IllegalStateException("JAX has groups of its own: " + step);
  }
}
