package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.TorchInterpreter;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.WindowGrid;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A Python function of PyTorch ops. */
final class TorchFunction extends PlanFunction implements TorchInterpreter<Void> {
  TorchFunction(Layer layer, Plan plan) {
    super(layer, plan, "%s.shape");
  }

  @Override
  public Void expandDims(ExpandDims step) {
    return assign("x", Code.call("x.unsqueeze", 0));
  }

  @Override
  public Void squeeze(Squeeze step) {
    return assign("x", Code.call("x.squeeze", 0));
  }

  @Override
  public Void transpose(Transpose step) {
    Object[] dims = Arrays.stream(step.permutation()).boxed().toArray();
    return assign(name(step.on()), Code.call(name(step.on()) + ".permute", dims));
  }

  @Override
  public Void reshape(Reshape step) {
    Object[] shape = step.shape().sizes().stream().map(sizes()::expression).toArray();
    return assign(name(step.on()), Code.call(name(step.on()) + ".reshape", shape));
  }

  @Override
  public Void flipKernel(FlipKernel step) {
    return assign("weight", Code.call("torch.flip", "weight", Code.tuple(step.flipped())));
  }

  @Override
  public Void pad(Pad step) {
    List<Object> arguments =
        new ArrayList<>(List.of(name(step.on()), Code.tuple(TorchOpSet.lastAxisFirst(step))));
    if (step.mode() != Pad.Mode.CONSTANT) {
      String mode = step.mode().name().toLowerCase(Locale.ROOT);
      arguments.add(Code.named("mode", "\"" + mode + "\""));
    }
    addValue(step.fill(), arguments);
    return assign(name(step.on()), Code.call("F.pad", arguments.toArray()));
  }

  @Override
  public Void samePad(SamePad step) {
    List<Object> arguments = new ArrayList<>(List.of(name(step.on())));
    WindowGrid grid = step.grid();
    for (List<Integer> numbers : List.of(grid.size(), grid.strides(), grid.dilations())) {
      arguments.add(Code.tuple(numbers));
    }
    addValue(step.fill(), arguments);
    if (step.rule() == SameRule.UPPER_STARTING_LATE) {
      arguments.add(Code.named("late_start", "True"));
    }
    PreludeFunction function =
        step.rule() == SameRule.LOWER
            ? PreludeFunction.TORCH_SAME_LOWER_PAD
            : PreludeFunction.TORCH_SAME_PAD;
    return assign(name(step.on()), Code.call(function.pythonName(), arguments.toArray()));
  }

  @Override
  public Void axisPool(AxisPool step) {
    String x = name(step.on());
    String unfolded =
        x + ".unfold(" + step.axis() + ", " + step.reach() + ", " + step.stride() + ")";
    String taps = step.dilation() > 1 ? "[..., ::" + step.dilation() + "]" : "";
    return assign(x, Code.of(unfolded + taps + ".mean(-1)"));
  }

  @Override
  public Void zeroInsert(ZeroInsert step) {
    int rank = step.strides().size();
    Object channels = sizes().expression(data().size(1));
    List<Object> ones = new ArrayList<>(List.of(channels));
    ones.addAll(Collections.nCopies(rank + 1, 1));
    return assign(
        "x",
        Code.call(
            "F.conv_transpose" + rank + "d",
            "x",
            Code.call("x.new_ones", ones.toArray()),
            Code.named("stride", Code.perAxis(step.strides())),
            Code.named("groups", channels)));
  }

  @Override
  public Void conv(Conv step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight", "bias"));
    addUnless(1, "stride", step.strides(), arguments);
    addUnless(0, "padding", TorchOpSet.padding(step), arguments);
    addUnless(1, "dilation", step.dilations(), arguments);
    addGroups(step.groups(), arguments);
    return assign("x", Code.call("F." + TorchOpSet.OPS.call(step).op(), arguments.toArray()));
  }

  @Override
  public Void convTranspose(ConvTranspose step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight", "bias"));
    addUnless(1, "stride", step.strides(), arguments);
    addUnless(0, "padding", TorchOpSet.bothEnds(step.crops()), arguments);
    addUnless(0, "output_padding", step.outputPadding(), arguments);
    addGroups(step.groups(), arguments);
    addUnless(1, "dilation", step.dilations(), arguments);
    return assign("x", Code.call("F." + TorchOpSet.OPS.call(step).op(), arguments.toArray()));
  }

  @Override
  public Void torchPool(TorchPool step) {
    List<Object> arguments =
        new ArrayList<>(List.of(name(step.on()), Code.perAxis(step.grid().size())));
    arguments.add(Code.named("stride", Code.perAxis(step.grid().strides())));
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(1, "dilation", step.grid().dilations(), arguments);
    if (step.ceilMode()) {
      arguments.add(Code.named("ceil_mode", "True"));
    }
    boolean pads = step.ceilMode() || step.padding().stream().anyMatch(padding -> padding > 0);
    if (step.divisorOverride() != null) {
      arguments.add(Code.named("divisor_override", step.divisorOverride()));
    } else if (step.pooling() == Pooling.AVG && pads && !step.countIncludePad()) {
      arguments.add(Code.named("count_include_pad", "False"));
    }
    return assign(
        name(step.on()), Code.call("F." + TorchOpSet.OPS.call(step).op(), arguments.toArray()));
  }

  @Override
  public Void ones(Ones step) {
    return assign("coverage", Code.call("torch.ones_like", "x[:1, :1]"));
  }

  private static void addUnless(
      int usual, String name, List<Integer> values, List<Object> arguments) {
    if (values.stream().anyMatch(value -> value != usual)) {
      arguments.add(Code.named(name, Code.perAxis(values)));
    }
  }

  private static void addValue(Pad.Fill fill, List<Object> arguments) {
    switch (fill) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("value", "1.0"));
      case LOWEST -> arguments.add(Code.named("value", "float(\"-inf\")"));
    }
  }

  private void addGroups(Size groups, List<Object> arguments) {
    if (!groups.equals(Size.of(1))) {
      arguments.add(Code.named("groups", sizes().expression(groups)));
    }
  }
}
