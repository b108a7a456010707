package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.JaxOpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.JaxInterpreter;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A Python function of JAX ops. */
final class JaxFunction extends PlanFunction implements JaxInterpreter<Void> {
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
        .flatMap(step -> step instanceof Conv conv ? Stream.of(conv) : Stream.of())
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
  public Void addBias(AddBias step) {
    return assign("x", biased(step.channelAxis()));
  }

  @Override
  public Void expandDims(ExpandDims step) {
    return assign("x", Code.call("jnp.expand_dims", "x", 0));
  }

  @Override
  public Void squeeze(Squeeze step) {
    return assign("x", Code.call("jnp.squeeze", "x", 0));
  }

  @Override
  public Void transpose(Transpose step) {
    List<Integer> axes = Arrays.stream(step.permutation()).boxed().toList();
    return assign(name(step.on()), Code.call("jnp.transpose", name(step.on()), Code.tuple(axes)));
  }

  @Override
  public Void reshape(Reshape step) {
    List<String> shape = step.shape().sizes().stream().map(sizes()::expression).toList();
    return assign(name(step.on()), Code.call("jnp.reshape", name(step.on()), Code.tuple(shape)));
  }

  @Override
  public Void flipKernel(FlipKernel step) {
    return assign("weight", Code.call("jnp.flip", "weight", Code.tuple(step.flipped())));
  }

  @Override
  public Void pad(Pad step) {
    List<Object> arguments = new ArrayList<>(List.of(name(step.on()), pairs(step.paddings())));
    if (step.mode() != Pad.Mode.CONSTANT) {
      arguments.add(Code.named("mode", "\"" + step.mode().numpyName() + "\""));
    }
    switch (step.fill()) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("constant_values", 1));
      case LOWEST -> arguments.add(Code.named("constant_values", "-jnp.inf"));
    }
    return assign(name(step.on()), Code.call("jnp.pad", arguments.toArray()));
  }

  @Override
  public Void conv(Conv step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight"));
    arguments.add(Code.named("window_strides", Code.tuple(step.strides())));
    arguments.add(Code.named("padding", padding(step)));
    addDilation("lhs_dilation", step.baseDilations(), arguments);
    addDilation("rhs_dilation", step.dilations(), arguments);
    arguments.add(
        Code.named(
            "dimension_numbers",
            Code.tuple(
                Stream.of(step.data(), step.kernel(), step.data())
                    .map(layout -> "\"" + layout + "\"")
                    .toList())));
    if (!step.groups().equals(Size.of(1))) {
      arguments.add(Code.named("feature_group_count", sizes().expression(step.groups())));
    }
    return assign("x", Code.call("lax.conv_general_dilated", arguments.toArray()));
  }

  private Code padding(Conv step) {
    if (step.padding() instanceof WindowPadding.Explicit explicit) {
      // A named padding cannot be used with lhs_dilation.
      boolean named = step.baseDilations().stream().allMatch(apart -> apart == 1);
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
        step.strides());
  }

  @Override
  public Void pool(Pool step) {
    WindowGrid grid = step.grid();
    String target = name(step.on());
    List<Object> arguments = new ArrayList<>(List.of(target));
    arguments.addAll(
        step.pooling() == Pooling.MAX ? List.of("-jnp.inf", "lax.max") : List.of("0.0", "lax.add"));
    List<Integer> strides = JaxOpSet.ofAllAxes(step, grid.strides());
    List<Integer> dilations = JaxOpSet.ofAllAxes(step, grid.dilations());
    arguments.add(
        Code.named("window_dimensions", Code.tuple(JaxOpSet.ofAllAxes(step, grid.size()))));
    arguments.add(Code.named("window_strides", Code.tuple(strides)));
    arguments.add(Code.named("padding", padding(step)));
    addDilation("window_dilation", dilations, arguments);
    return assign(target, Code.call("lax.reduce_window", arguments.toArray()));
  }

  private static Code padding(Pool step) {
    if (step.padding() instanceof WindowPadding.Explicit explicit) {
      List<PadAmount> all = new ArrayList<>(Collections.nCopies(step.firstAxis(), PadAmount.NONE));
      all.addAll(explicit.amounts());
      all.addAll(Collections.nCopies(JaxOpSet.axesAfter(step), PadAmount.NONE));
      return PadAmount.areNone(all) ? Code.of("\"VALID\"") : pairs(all);
    }
    List<Integer> windows = new ArrayList<>();
    for (int axis = 0; axis < step.grid().rank(); axis++) {
      windows.add(Math.toIntExact(step.grid().reach(axis)));
    }
    return same(
        (WindowPadding.Same) step.padding(),
        name(step.on()) + ".shape",
        JaxOpSet.ofAllAxes(step, windows),
        JaxOpSet.ofAllAxes(step, step.grid().strides()));
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

  private static void addDilation(String name, List<Integer> dilation, List<Object> arguments) {
    if (dilation.stream().anyMatch(apart -> apart > 1)) {
      arguments.add(Code.named(name, Code.tuple(dilation)));
    }
  }

  @Override
  public Void ones(Ones step) {
    List<String> ranges = new ArrayList<>(Collections.nCopies(data().rank(), ":"));
    ranges.set(0, ":1");
    ranges.set(step.channelAxis(), ":1");
    return assign("coverage", Code.call("jnp.ones_like", Code.subscript("x", ranges)));
  }
}
