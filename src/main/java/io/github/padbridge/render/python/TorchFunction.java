package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A Python function of PyTorch ops. */
final class TorchFunction extends PlanFunction implements TorchStep.Interpreter<Void> {
  TorchFunction(Layer layer, Plan plan) {
    super(layer, plan, "%s.shape");
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    return assign("x", Code.call("x.unsqueeze", 0));
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    return assign("x", Code.call("x.squeeze", 0));
  }

  @Override
  public Void transpose(Step.Transpose step) {
    Object[] dims = Arrays.stream(step.permutation()).boxed().toArray();
    return assign(name(step.on()), Code.call(name(step.on()) + ".permute", dims));
  }

  @Override
  public Void reshape(Step.Reshape step) {
    Object[] shape = step.shape().sizes().stream().map(sizes()::expression).toArray();
    return assign(name(step.on()), Code.call(name(step.on()) + ".reshape", shape));
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    return assign("weight", Code.call("torch.flip", "weight", Code.tuple(step.flipped())));
  }

  @Override
  public Void pad(Step.Pad step) {
    List<Object> arguments =
        new ArrayList<>(List.of(name(step.on()), Code.tuple(TorchStep.lastAxisFirst(step))));
    if (step.mode() != Step.Pad.Mode.CONSTANT) {
      String mode = step.mode().name().toLowerCase(Locale.ROOT);
      arguments.add(Code.named("mode", "\"" + mode + "\""));
    }
    addValue(step.fill(), arguments);
    return assign(name(step.on()), Code.call("F.pad", arguments.toArray()));
  }

  @Override
  public Void samePad(TorchStep.SamePad step) {
    List<Object> arguments = new ArrayList<>(List.of(name(step.on())));
    for (List<Integer> numbers : List.of(step.kernelSize(), step.strides(), step.dilations())) {
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
  public Void windowMean(TorchStep.WindowMean step) {
    String x = name(step.on());
    long reach = ConvArithmetic.effectiveKernel(step.size(), step.dilation());
    String unfolded = x + ".unfold(" + step.axis() + ", " + reach + ", " + step.stride() + ")";
    String taps = step.dilation() > 1 ? "[..., ::" + step.dilation() + "]" : "";
    return assign(x, Code.of(unfolded + taps + ".mean(-1)"));
  }

  @Override
  public Void zeroInsert(TorchStep.ZeroInsert step) {
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
  public Void conv(TorchStep.Conv step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight", "bias"));
    addUnless(1, "stride", step.stride(), arguments);
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(1, "dilation", step.dilation(), arguments);
    addGroups(step.groups(), arguments);
    return assign("x", Code.call("F." + step.op(TorchStep.OPS), arguments.toArray()));
  }

  @Override
  public Void convTranspose(TorchStep.ConvTranspose step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight", "bias"));
    addUnless(1, "stride", step.stride(), arguments);
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(0, "output_padding", step.outputPadding(), arguments);
    addGroups(step.groups(), arguments);
    addUnless(1, "dilation", step.dilation(), arguments);
    return assign("x", Code.call("F." + step.op(TorchStep.OPS), arguments.toArray()));
  }

  @Override
  public Void pool(TorchStep.Pool step) {
    List<Object> arguments =
        new ArrayList<>(List.of(name(step.on()), Code.perAxis(step.kernelSize())));
    arguments.add(Code.named("stride", Code.perAxis(step.stride())));
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(1, "dilation", step.dilation(), arguments);
    if (step.ceilMode()) {
      arguments.add(Code.named("ceil_mode", "True"));
    }
    boolean pads = step.ceilMode() || step.padding().stream().anyMatch(padding -> padding > 0);
    if (step.divisorOverride() != null) {
      arguments.add(Code.named("divisor_override", step.divisorOverride()));
    } else if (step.pooling() == Pooling.AVG && pads && !step.countIncludePad()) {
      arguments.add(Code.named("count_include_pad", "False"));
    }
    return assign(name(step.on()), Code.call("F." + step.op(TorchStep.OPS), arguments.toArray()));
  }

  @Override
  public Void ones(Step.Ones step) {
    return assign("coverage", Code.call("torch.ones_like", "x[:1, :1]"));
  }

  @Override
  public Void split(Step.Split step) {
    throw new IllegalStateException("PyTorch has groups of its own: " + step);
  }

  @Override
  public Void concat(Step.Concat step) {
    throw new IllegalStateException("PyTorch has groups of its own: " + step);
  }

  private static void addUnless(
      int usual, String name, List<Integer> values, List<Object> arguments) {
    if (values.stream().anyMatch(value -> value != usual)) {
      arguments.add(Code.named(name, Code.perAxis(values)));
    }
  }

  private static void addValue(Step.Pad.Fill fill, List<Object> arguments) {
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
